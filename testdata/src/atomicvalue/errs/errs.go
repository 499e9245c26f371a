// Package errs stores errors of several types.
package errs

import (
	"errors"
	"os"
	"sync/atomic"
)

var lastError atomic.Value

//proof:by twoErrors
func fail(err error) {
	lastError.Store(err) // want `this Store panics when the error has another type than the last one, or is nil: store a struct that holds the error, or use atomic\.Pointer\[error\]`
}

//proof:panic inconsistently typed
func twoErrors() {
	fail(errors.New("first"))
	fail(&os.PathError{})
}

type failing struct{ last atomic.Value }

//proof:by twice
func (f *failing) loop(tries []func() error) {
	for _, try := range tries {
		if err := try(); err != nil {
			f.last.Store(err) // want `this Store panics when the error has another type than the last one`
		}
	}
}

//proof:panic inconsistently typed
func twice() {
	new(failing).loop([]func() error{
		func() error { return errors.New("first") },
		func() error { return &os.PathError{} },
	})
}
