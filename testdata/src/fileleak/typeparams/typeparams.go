// Package typeparams has generic functions.
package typeparams

import (
	"encoding/json"
	"os"
)

//proof:by runs
func load[T any](name string) (v T, err error) {
	f, err := os.Open(name) // want `nothing closes this file`
	if err != nil {
		return v, err
	}
	err = json.NewDecoder(f).Decode(&v)
	return v, err
}

//proof:observe
//proof:noflip the mistake is in the other function
func runs() bool {
	if f, err := os.Open(os.DevNull); err == nil {
		f.Close() // the first file brings the descriptors of the poller
	}
	before, err := os.ReadDir("/dev/fd")
	if err != nil {
		panic(err)
	}
	load[int](os.DevNull)
	after, err := os.ReadDir("/dev/fd")
	return err == nil && len(after) > len(before)
}

type counted[T any] struct{ open *int }

func (c *counted[T]) Close() error { *c.open--; return nil }

func dial[T any](open *int) (*counted[T], error) {
	*open++
	return &counted[T]{open}, nil
}

//proof:by fails
func connect[T any](open *int, check func() error) (*counted[T], error) {
	c, err := dial[T](open) // want `stays open on the way to the return of line \d+`
	if err != nil {
		return nil, err
	}
	if err := check(); err != nil {
		return nil, err
	}
	if *open > 3 {
		c.Close()
		return nil, os.ErrExist
	}
	return c, nil
}

//proof:observe
//proof:noflip the mistake is in the other function
func fails() bool {
	open := 0
	connect[int](&open, func() error { return os.ErrInvalid })
	return open == 1
}
