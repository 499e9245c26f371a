// Package ok has deferred calls that use the value that is meant.
package ok

import (
	"errors"
	"fmt"
	"io"
	"sync"
)

var errLate = errors.New("late")

var last any

func note(args ...any) { last = args[len(args)-1] }

func must(ok bool) {
	if !ok {
		panic("not as expected")
	}
}

// A literal reads the variable when it runs.
//
//proof:ok
func literal() {
	var err error
	defer func() { must(last == errLate) }()
	defer func() { note(err) }()
	err = errLate
}

// The old value is what is to be restored.
//
//proof:ok
func restore() {
	level := 3
	set := func(n int) { level = n }
	func() {
		old := level
		defer set(old)
		level = 7
	}()
	must(level == 3)
}

// The address is passed.
//
//proof:ok
func address() {
	var err error
	defer func(p *error) { must(*p == errLate) }(&err)
	err = errLate
}

// It is never set after the defer statement.
//
//proof:ok
func settled() {
	var err error
	defer note(err)
	_ = err
}

// The branch ends before it is set.
//
//proof:ok
func branch() {
	f := func(early bool) (err error) {
		if early {
			defer note(err)
			return nil
		}
		err = errLate
		return err
	}
	must(f(true) == nil && f(false) == errLate)
}

// It may have been set before.
//
//proof:ok
func maybeSet() {
	f := func(set bool) (err error) {
		if set {
			err = errLate
		}
		defer note(err)
		err = nil
		return err
	}
	must(f(true) == nil && last == errLate)
}

// A parameter comes from the caller.
//
//proof:ok
func parameter() {
	f := func(n int) {
		defer note(n)
		n = 0
		_ = n
	}
	f(5)
	must(last == 5)
}

// A loop goes on with what the round before has set.
//
//proof:ok
func rounds() {
	var total int
	for i := range 3 {
		defer note(total)
		total += i
	}
}

// A literal has set it already.
//
//proof:ok
func setByLiteral() {
	var err error
	set := func(e error) { err = e }
	set(errLate)
	defer must(err == errLate)
	defer note(err)
	err = nil
}

// Its address is known to somebody else.
//
//proof:ok
func scanned() {
	var n int
	fmt.Sscan("5", &n)
	defer note(n)
	n = 0
}

// A method with a pointer receiver gets the address.
//
//proof:ok
func waitGroup() {
	var wg sync.WaitGroup
	defer wg.Wait()
	wg.Go(func() {})
}

type timer struct{ name, state string }

func (t timer) stop() { last = t.name }

// The method does not read the field that is set.
//
//proof:ok
func otherField() {
	t := timer{name: "a"}
	defer t.stop()
	t.state = "running"
}

// A method value binds its receiver when it is made.
//
//proof:ok
func methodValue() {
	t := timer{name: "a"}
	stop := t.stop
	defer stop()
	t.name = "b"
}

// A variable of the same name.
//
//proof:ok
func shadow() {
	var err error
	defer note(err)
	if true {
		err := errLate
		_ = err
	}
}

type closer interface{ Close() error }

// It is set on every path, in a switch.
//
//proof:ok
func switched() {
	var c closer
	switch len(fmt.Sprint(1)) {
	case 1:
		c = io.NopCloser(nil)
	default:
		return
	}
	defer c.Close()
	c = nil
}

// By goto control comes back.
//
//proof:ok
func jump() {
	n := 0
again:
	defer note(n)
	n++
	if n < 3 {
		goto again
	}
}
