package ok

import (
	"strconv"

	"github.com/pkg/errors"
)

// The nil is the success: there is no other one.
//
//proof:ok
func wrapsSuccess() {
	number := func(s string) (int, error) {
		n, err := strconv.Atoi(s)
		if err != nil {
			return 0, errors.Wrap(err, "number")
		}
		return n, errors.Wrap(err, "number")
	}
	if _, err := number("5"); err != nil {
		panic(err)
	}
	if _, err := number("x"); err == nil {
		panic("no error")
	}
}

// Both ways wrap.
//
//proof:ok
func wrapsBoth() {
	number := func(s string) error {
		n, err := strconv.Atoi(s)
		if err == nil {
			println(n)
			return errors.Wrapf(err, "number %d", n)
		}
		return errors.Wrapf(err, "number %q", s)
	}
	if number("5") != nil || number("x") == nil {
		panic("not as expected")
	}
}

// What else is returned is always an error.
//
//proof:ok
func wrapsAfterErrors() {
	number := func(s string) error {
		if s == "" {
			return strconv.ErrSyntax
		}
		n, err := strconv.Atoi(s)
		if err != nil {
			return err
		}
		if n < 0 {
			return &strconv.NumError{Func: "number", Num: s, Err: strconv.ErrRange}
		}
		return errors.Wrap(err, "number")
	}
	if number("5") != nil || number("x") == nil || number("-1") == nil {
		panic("not as expected")
	}
}
