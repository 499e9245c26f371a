// Package a has deferred calls that use a value from too early.
package a

import (
	"errors"
	"fmt"
	"io"
	"strings"
)

var errLate = errors.New("late")

var last any

func note(args ...any)           { last = args[len(args)-1] }
func noteErr(op string, e error) { last = e }

// A named result is nil at the beginning.
//
// row: DF03
//
//proof:observe
//proof:instead defer note("loaded", err) => defer func() { note("loaded", err) }()
func namedResult() bool {
	load := func() (err error) {
		defer note("loaded", err) // want `defer evaluates err now, while it is still nil: the call never sees what line 27 sets`
		err = errLate
		return err
	}
	return load() != nil && last == nil
}

// row: DF03
//
//proof:observe
//proof:instead defer noteErr("load", err) => defer func() { noteErr("load", err) }()
func declared() bool {
	load := func() error {
		var err error
		defer noteErr("load", err) // want `evaluates err now, while it is still nil`
		err = errLate
		return err
	}
	return load() != nil && last == error(nil)
}

// The test has shown that it is nil.
//
// row: DF03
//
//proof:observe
//proof:instead defer noteErr("load", err) => defer func() { noteErr("load", err) }()
func tested() bool {
	open := func() (io.Reader, error) { return strings.NewReader(""), nil }
	load := func() error {
		r, err := open()
		if err != nil {
			return err
		}
		defer noteErr("load", err) // want `evaluates err now, while it is still nil`
		_, err = r.Read(make([]byte, 1))
		return err
	}
	return load() == io.EOF && last == error(nil)
}

// A literal with a parameter has the same effect.
//
// row: DF03
//
//proof:observe
//proof:instead func(ok bool) { => func() {
//proof:instead }(ok) => }()
func parameter() bool {
	committed := true
	work := func() {
		ok := false
		defer func(ok bool) {
			if !ok {
				committed = false
			}
		}(ok) // want `evaluates ok now, while it is still false`
		ok = true
		_ = ok
	}
	work()
	return !committed
}

// row: DF03
//
//proof:observe
//proof:instead defer note("items", n) => defer func() { note("items", n) }()
func counter() bool {
	work := func() {
		n := 0
		defer note("items", n) // want `evaluates n now, while it is still 0: the call never sees what line 99 sets`
		for range 3 {
			n++
		}
	}
	work()
	return last == 0
}

// The receiver is evaluated too: here it is a nil interface.
//
// row: DF03
//
//proof:panic nil pointer dereference
func receiver() {
	var c io.Closer
	defer c.Close() // want `evaluates c now, while it is still nil`
	c = io.NopCloser(nil)
}

// A variable that a literal shares.
//
// row: DF03
//
//proof:observe
//proof:instead defer note(err) => defer func() { note(err) }()
func shared() bool {
	load := func() (err error) {
		defer func() { _ = err }()
		defer note(err) // want `evaluates err now, while it is still nil`
		func() { err = errLate }()
		return err
	}
	return load() != nil && last == nil
}

type progress struct{ done, total int }

func (p progress) report() { last = fmt.Sprintf("%d of %d", p.done, p.total) }

// The method gets a copy.
//
// row: F05
//
//proof:observe
//proof:instead defer p.report() => defer func() { p.report() }()
func valueReceiver() bool {
	work := func() {
		p := progress{total: 3}
		defer p.report() // want `defer copies p now for the value receiver: report never sees the done that line 148 sets`
		for range 3 {
			p.done++
		}
	}
	work()
	return last == "0 of 3"
}

// Within a loop each round has its own variable.
//
//proof:observe
//proof:instead defer noteErr("round", err) => defer func() { noteErr("round", err) }()
func loop() bool {
	for range 3 {
		func() {
			var err error
			defer noteErr("round", err) // want `evaluates err now`
			err = errLate
			_ = err
		}()
	}
	return last == error(nil)
}
