// Package a leaves files open.
package a

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
)

// descriptors counts the open ones.
func descriptors() int {
	list, err := os.ReadDir("/dev/fd")
	if err != nil {
		panic(err)
	}
	return len(list)
}

// leaves reports whether the function leaves a file open.
func leaves(f func(name string) error) bool {
	if f, err := os.Open(os.DevNull); err == nil {
		f.Close() // the first file brings the descriptors of the poller
	}
	before := descriptors()
	f(os.DevNull)
	return descriptors() > before
}

// row: DF25
//
//proof:by readsAll
func read(name string) ([]byte, error) {
	f, err := os.Open(name) // want `nothing closes this file, and nothing else has it: its descriptor stays taken until a collection finds it; defer its Close`
	if err != nil {
		return nil, err
	}
	return io.ReadAll(f)
}

//proof:observe
//proof:noflip the mistake is in the other function
func readsAll() bool {
	return leaves(func(name string) error { _, err := read(name); return err })
}

var errEmpty = errors.New("empty")

// Closed at the end, and not at the return before.
//
// row: DF25
//
//proof:by returnsBefore
func first(name string) (string, error) {
	f, err := os.Open(name) // want `this file stays open on the way to the return of line 64: defer its Close behind the check of the error`
	if err != nil {
		return "", err
	}
	in := bufio.NewReader(f)
	line, err := in.ReadString('\n')
	if err != nil {
		return "", err
	}
	return line, f.Close()
}

//proof:observe
//proof:noflip the mistake is in the other function
func returnsBefore() bool {
	return leaves(func(name string) error { _, err := first(name); return err })
}

// A named result, which lives in memory.
//
//proof:by namedResult
func size(name string) (n int64, err error) {
	defer func() { err = errors.Join(err) }()
	f, err := os.Open(name) // want `this file stays open on the way to the return of line 85`
	if err != nil {
		return 0, err
	}
	if n, err = io.Copy(io.Discard, f); n == 0 {
		return 0, errEmpty
	}
	return n, f.Close()
}

//proof:observe
//proof:noflip the mistake is in the other function
func namedResult() bool {
	return leaves(func(name string) error { _, err := size(name); return err })
}

// Through several readers, in a closure, in a loop over a function.
//
// row: DF25
//
//proof:observe
//proof:instead os.OpenFile(name, os.O_RDONLY, 0) => os.OpenFile(name, os.O_RDONLY, 0); defer f.Close()
func decoded() bool {
	names := func(yield func(string) bool) { yield(os.DevNull) }
	load := func(name string) error {
		f, err := os.OpenFile(name, os.O_RDONLY, 0) // want `nothing closes this file`
		if err != nil {
			return err
		}
		var v any
		return json.NewDecoder(bufio.NewReader(f)).Decode(&v)
	}
	left := false
	for name := range names {
		left = left || leaves(func(string) error { return load(name) })
	}
	return left
}

// Written; the error is checked in the same statement.
//
//proof:observe
//proof:instead if f, err := os.Create(name); err == nil { => if f, err := os.Create(name); err == nil { defer f.Close()
func written() bool {
	return leaves(func(name string) error {
		if f, err := os.Create(name); err == nil { // want `nothing closes this file`
			_, err = fmt.Fprintln(f, "x")
			return err
		}
		return errEmpty
	})
}

// A panic in between says nothing about the ways behind it.
//
//proof:observe
//proof:instead os.Open(name) => os.Open(name); defer f.Close()
func mustBeSmall() bool {
	return leaves(func(name string) error {
		f, err := os.Open(name) // want `nothing closes this file`
		if err != nil {
			return err
		}
		info, err := f.Stat()
		if err != nil {
			return err
		}
		if info.Size() > 1<<40 {
			panic("too large")
		}
		return nil
	})
}
