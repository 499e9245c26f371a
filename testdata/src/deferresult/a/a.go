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
//row: DF15
//proof:observe
func closeError() bool {
	save := func() error {
		f := &file{}
		_, err := f.Write([]byte("x"))
		defer func() {
			if cerr := f.Close(); err == nil {
				err = cerr // want `the caller never sees this value of err: the return statement of line 29 has copied`
			}
		}()
		return err
	}
	return save() == nil
}

//row: DF15
//proof:observe
func joined() bool {
	save := func() (int, error) {
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

//row: DF15
//proof:observe
func counted() bool {
	count := func() int {
		n := 1
		defer func() { n += 41 }() // want `never sees this value of n`
		return n
	}
	return count() == 1
}

// A parameter is a variable like any other.
//
//row: DF15
//proof:observe
func parameter() bool {
	wrap := func(err error) error {
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
//row: DF16
//proof:observe
func panicIsSuccess() bool {
	safely := func(f func()) error {
		var err error
		defer func() {
			if r := recover(); r != nil {
				err = fmt.Errorf("panic: %v", r) // want `after the panic the caller gets a nil error, not this value of err: .*name the result \(line 81\)`
			}
		}()
		f()
		return err
	}
	return safely(func() { panic("lost") }) == nil
}

//row: DF16
//proof:observe
func panicIsZero() bool {
	parse := func(s string) (int, error) {
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
func two() bool {
	save := func() error {
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
func (s *store) sync() error {
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
func iterated() bool {
	seq := func(yield func(int) bool) { yield(7) }
	last := func() int {
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
