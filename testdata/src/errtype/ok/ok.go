// Package ok has tests of errors that can succeed.
package ok

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
)

func must(ok bool) {
	if !ok {
		panic("not as expected")
	}
}

type code struct{ n int }

func (c *code) Error() string { return fmt.Sprint(c.n) }
func (c *code) Is(target error) bool {
	t, ok := target.(*code)
	return ok && t.n == c.n
}

// The type says itself what it is equal to.
//
//proof:ok
func hasIs() { must(errors.Is(fmt.Errorf("x: %w", &code{5}), &code{5})) }

type value struct{ n int }

func (v value) Error() string { return fmt.Sprint(v.n) }

// Values are compared by their fields.
//
//proof:ok
func byValue() {
	var v value
	err := error(value{5})
	must(errors.Is(err, value{5}) && errors.As(err, &v))
}

var errClosed = errors.New("closed")

//proof:ok
func sentinel() { must(errors.Is(fmt.Errorf("x: %w", errClosed), errClosed)) }

type kind struct{ err error }

func (k *kind) Error() string { return "kind" }

// What a sentinel is, is asked in methods Is, and of variables with other names.
//
//proof:by inIs
func (k *kind) Is(err error) bool { return errors.Is(errClosed, err) }

//proof:ok
func inIs() {
	target := errClosed
	must(errors.Is(&kind{}, errClosed) && errors.Is(errClosed, target))
}

func load(name string, wrap bool) error {
	_, err := os.ReadFile(name)
	if wrap {
		return fmt.Errorf("load: %w", err)
	}
	return err
}

// It does not always wrap.
//
//proof:ok
func sometimes() {
	err := load("/no/such/file", false)
	must(os.IsNotExist(err))
}

// The variable has another value, too.
//
//proof:ok
func several() {
	err := fmt.Errorf("x: %w", fs.ErrNotExist)
	_, err = os.ReadFile("/no/such/file")
	must(os.IsNotExist(err))
}

//proof:ok
func direct() {
	_, err := os.ReadFile("/no/such/file")
	must(os.IsNotExist(err))
}

type both struct{ n int }

func (b both) Error() string { return fmt.Sprint(b.n) }

// Values and pointers are made.
//
//proof:ok
func madeBoth() {
	for _, err := range []error{both{1}, &both{2}} {
		var v both
		var p *both
		must(errors.As(err, &v) != errors.As(err, &p))
	}
}

type kept struct{ n int }

func (k kept) Error() string { return fmt.Sprint(k.n) }

// The pointer is made of a variable.
//
//proof:ok
func viaVariable() {
	k := kept{5}
	var p *kept
	must(errors.As(error(&k), &p))
}

// Pointers, as the package returns them.
//
//proof:ok
func std() {
	_, err := strconv.Atoi("x")
	var p *strconv.NumError
	must(errors.As(err, &p))
}

// A new error that is not a target.
//
//proof:ok
func notTarget() { must(!errors.Is(errors.New("x"), errClosed)) }

type empty struct{}

func (*empty) Error() string { return "" }

// Pointers to nothing may be equal; who knows.
//
//proof:ok
func zeroSize() { _ = errors.Is(&empty{}, &empty{}) }
