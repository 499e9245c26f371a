// Package a has deferred functions that set a result too late.
package a

import (
	"errors"
	"fmt"
)

var errClose = errors.New("close failed")

type file struct{ data []byte }

func (f *file) Write(p []byte) (int, error) { f.data = append(f.data, p...); return len(p), nil }
func (f *file) Close() error                { return errClose }

// The error of Close is lost.
//
// row: DF15
//
//proof:observe
//proof:instead func() error { => func() (err error) {
//proof:instead _, err := f.Write => _, err = f.Write
func closeError() bool {
	save := func() error { //proof:at
		f := &file{}
		_, err := f.Write([]byte("x"))
		defer func() {
			if cerr := f.Close(); err == nil {
				err = cerr // want `the caller never sees this value of err: the return statement of line 32 has copied`
			}
		}()
		return err
	}
	return save() == nil
}

// row: DF15
//
//proof:observe
//proof:instead func() (int, error) { => func() (n int, err error) {
//proof:instead n, err := f.Write => n, err = f.Write
func joined() bool {
	save := func() (int, error) { //proof:at
		var f file
		n, err := f.Write([]byte("x"))
		defer func() {
			err = errors.Join(err, f.Close()) // want `never sees this value of err`
		}()
		return n, err
	}
	_, err := save()
	return err == nil
}

// row: DF15
//
//proof:observe
//proof:instead func() int { => func() (n int) {
//proof:instead n := 1 => n = 1
func counted() bool {
	count := func() int { //proof:at
		n := 1
		defer func() { n += 41 }() // want `never sees this value of n`
		return n
	}
	return count() == 1
}

// A parameter is a variable like any other.
//
// row: DF15
//
//proof:observe
//proof:instead func(err error) error { => func(in error) (err error) { err = in
func parameter() bool {
	wrap := func(err error) error { //proof:at
		defer func() {
			if err != nil {
				err = fmt.Errorf("wrapped: %w", err) // want `never sees this value of err`
			}
		}()
		return err
	}
	return wrap(errClose) == errClose
}

// The panic becomes a success.
//
// row: DF16
//
//proof:observe
//proof:instead func(f func()) error { => func(f func()) (err error) {
//proof:instead var err error => err = nil
func panicIsSuccess() bool {
	safely := func(f func()) error { //proof:at
		var err error
		defer func() {
			if r := recover(); r != nil {
				err = fmt.Errorf("panic: %v", r) // want `after the panic the caller gets a nil error, not this value of err: .*name the result \(line 95\)`
			}
		}()
		f()
		return err
	}
	return safely(func() { panic("lost") }) == nil
}

// row: DF16
//
//proof:observe
//proof:instead (int, error) { => (n int, err error) {
//proof:instead n, err := len(s) => n, err = len(s)
func panicIsZero() bool {
	parse := func(s string) (int, error) { //proof:at
		n, err := len(s), error(nil)
		defer func() {
			r := recover()
			switch r := r.(type) {
			case nil:
			case error:
				err = r // want `after the panic the caller gets zero values, not this value of err`
			}
		}()
		panic(errClose)
		return n, err
	}
	n, err := parse("abc")
	return n == 0 && err == nil
}

// The literal that was deferred last runs first, and its value is lost with the
// other one.
//
//proof:observe
//proof:instead func() error { => func() (err error) {
//proof:instead var err error => err = nil
func two() bool {
	save := func() error { //proof:at
		var err error
		defer func() {
			if cerr := (&file{}).Close(); err == nil {
				err = cerr // want `never sees this value of err`
			}
		}()
		defer func() {
			if cerr := (&file{}).Close(); err == nil {
				err = cerr
			}
		}()
		return err
	}
	return save() == nil
}

type store struct{ f file }

// In a method, and with the assignment in a switch in a loop.
//
//proof:by method
//proof:instead sync() error { => sync() (err error) {
//proof:instead var err error => err = nil
func (s *store) sync() error { //proof:at
	var err error
	defer func() {
		for range 3 {
			switch cerr := s.f.Close(); {
			case cerr != nil:
				err = cerr // want `never sees this value of err`
				return
			}
		}
	}()
	return err
}

//proof:observe
func method() bool { return new(store).sync() == nil }

// A literal within a loop, over an iterator.
//
//proof:observe
//proof:instead func() int { => func() (n int) {
//proof:instead n := 0 => n = 0
func iterated() bool {
	seq := func(yield func(int) bool) { yield(7) }
	last := func() int { //proof:at
		n := 0
		for i := range seq {
			defer func() { n = i }() // want `never sees this value of n`
		}
		return n
	}
	return last() == 0
}

// A result named by the blank identifier can't be set either, but that is for
// whoever wrote it.
//
//proof:ok
func blank() {
	f := func() (_ error) {
		var err error
		defer func() { err = errClose }()
		return err
	}
	_ = f()
}
