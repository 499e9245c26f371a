// Package ok has deferred functions that set what somebody sees.
package ok

import (
	"errors"
	"fmt"
	"sync"
)

var errLate = errors.New("late")

func must(ok bool) {
	if !ok {
		panic("not as expected")
	}
}

// The result is named.
//
//proof:ok
func namedResult() {
	f := func() (err error) {
		defer func() { err = errLate }()
		return err
	}
	must(f() == errLate)
}

// One of several results is named, so all are.
//
//proof:ok
func namedResults() {
	f := func() (n int, err error) {
		defer func() {
			if r := recover(); r != nil {
				n, err = -1, fmt.Errorf("panic: %v", r)
			}
		}()
		panic("x")
	}
	n, err := f()
	must(n == -1 && err != nil)
}

// The literal says what it has found.
//
//proof:ok
func logged() {
	var log []error
	f := func() error {
		var err error
		defer func() {
			err = errors.Join(err, errLate)
			if err != nil {
				log = append(log, err)
			}
		}()
		return err
	}
	must(f() == nil && len(log) == 1)
}

// A literal that was deferred earlier, and so runs later, reads it.
//
//proof:ok
func readLater() {
	var log []error
	f := func() error {
		var err error
		defer func() { log = append(log, err) }()
		defer func() { err = errLate }()
		return err
	}
	must(f() == nil && len(log) == 1 && log[0] == errLate)
}

// Another literal has it, and lives on.
//
//proof:ok
func captured() {
	var get func() int
	f := func() int {
		n := 1
		get = func() int { return n }
		defer func() { n = 2 }()
		return n
	}
	must(f() == 1 && get() == 2)
}

// Somebody has its address.
//
//proof:ok
func address() {
	var p *int
	f := func() int {
		n := 1
		p = &n
		defer func() { n = 2 }()
		return n
	}
	must(f() == 1 && *p == 2)
}

// The caller's own variable is no result of the function that defers.
//
//proof:ok
func outer() {
	var err error
	func() {
		defer func() { err = errLate }()
	}()
	must(err == errLate)
}

// Nor is it one of the literal that is a function with results itself.
//
//proof:ok
func outerOfLiteral() {
	var last error
	f := func() error {
		var err error
		defer func() { last = errLate }()
		return err
	}
	must(f() == nil && last == errLate)
}

// What the results point to can be changed.
//
//proof:ok
func pointer() {
	type state struct{ done bool }
	f := func() *state {
		s := &state{}
		defer func() { s.done = true }()
		return s
	}
	must(f().done)
}

// The variable is not returned: it serves the deferred function only.
//
//proof:ok
func notReturned() {
	unlocked := false
	f := func() int {
		locked := true
		defer func() {
			locked = false
			unlocked = !locked
		}()
		return 1
	}
	must(f() == 1 && unlocked)
}

// It is computed from, not returned itself.
//
//proof:ok
func computed() {
	f := func() string {
		n := 1
		defer func() { n++ }()
		return fmt.Sprint(n)
	}
	must(f() == "1")
}

// A retry: the literal reads in the next round what it set.
//
//proof:ok
func retried() {
	tries := 0
	f := func() error {
		var err error
		defer func() {
			for err != errLate {
				tries++
				err = errLate
			}
		}()
		return err
	}
	must(f() == nil && tries == 1)
}

// No defer: the literal is called in place, or by a sync.Once.
//
//proof:ok
func called() {
	f := func() error {
		var err error
		func() { err = errLate }()
		return err
	}
	g := func() error {
		var err error
		new(sync.Once).Do(func() { err = errLate })
		return err
	}
	must(f() == errLate && g() == errLate)
}

// A function of the name recover.
//
//proof:ok
func otherRecover() {
	f := func() (err error) {
		recover := func() any { return nil }
		defer func() {
			if r := recover(); r == nil {
				err = errLate
			}
		}()
		return nil
	}
	must(f() == errLate)
}

// A method value that is deferred sets a field.
//
//proof:ok
func methodValue() {
	var s setter
	f := func() error {
		set := s.set
		defer set()
		return s.err
	}
	must(f() == nil && s.err == errLate)
}

type setter struct{ err error }

func (s *setter) set() { s.err = errLate }

// After the panic the caller gets nil, which is what is set.
//
//proof:ok
func setsNil() {
	check := func() error {
		failed := errors.New("no panic")
		defer func() {
			if recover() != nil {
				failed = nil
			}
		}()
		must(false)
		return failed
	}
	if check() != nil {
		panic("not nil")
	}
}
