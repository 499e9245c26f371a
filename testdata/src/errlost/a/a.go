// Package a loses errors.
package a

import (
	"errors"
	"sync"
)

var errClose = errors.New("close failed")

type file struct{ bad bool }

func (f file) Close() error {
	if f.bad {
		return errClose
	}
	return nil
}

func (f file) Write(p []byte) (int, error) { return len(p), f.Close() }

var written int

var files = []file{{bad: true}, {}}

// The first one fails, the second one hides it.
//
// row: ER25
//
//proof:observe
//proof:instead err = f.Close() => err = errors.Join(err, f.Close())
func overwritten() bool {
	closeAll := func() error {
		var err error
		for _, f := range files {
			err = f.Close() // want `the next round of the loop \(line 35\) overwrites this error unseen: only that of the last round is left; use errors.Join, or look at err here`
		}
		return err
	}
	return closeAll() == nil
}

// One of several results, in a loop with a counter.
//
// row: ER25
//
//proof:observe
//proof:instead _, err = files[i].Write([]byte("x")) => _, e := files[i].Write([]byte("x")); err = errors.Join(err, e)
func second() bool {
	var err error
	for i := 0; i < len(files); i++ {
		_, err = files[i].Write([]byte("x")) // want `the next round of the loop \(line 51\) overwrites this error unseen`
	}
	return err == nil
}

type half struct{ bad, skip bool }

func (h half) Close() error { return file{h.bad}.Close() }

// A named result that is returned bare.
//
//proof:by named
//proof:instead err = f.Close() => err = errors.Join(err, f.Close())
func closeAll(list ...half) (err error) {
	for _, f := range list {
		if f.skip {
			continue
		}
		err = f.Close() // want `overwrites this error unseen`
	}
	if err != nil {
		err = errors.Join(errClose, err)
	}
	return
}

//proof:observe
func named() bool { return closeAll(half{bad: true}, half{}) == nil }

// A range over a function, and a nested loop.
//
//proof:observe
//proof:instead err = f.Close() => err = errors.Join(err, f.Close())
func iterated() bool {
	seq := func(yield func([]file) bool) { yield(files) }
	var err error
	for list := range seq {
		for _, f := range list {
			err = f.Close() // want `overwrites this error unseen`
		}
	}
	return err == nil
}

type alias = error

// A type of another name; a method value that gives the error.
//
//proof:observe
//proof:instead err = done() => err = errors.Join(err, done())
func methodValue() bool {
	var err alias
	for _, f := range files {
		done := f.Close
		err = done() // want `overwrites this error unseen`
	}
	return err == nil
}

// The literal has an err of its own.
//
// row: ER36
//
//proof:observe
//proof:instead n, err := file => var n int; n, err = file
func shadowed() bool {
	load := func() error {
		var once sync.Once
		var err error
		once.Do(func() {
			n, err := file{bad: true}.Write(nil) //proof:at
			if err != nil {
				written = n
			}
		})
		return err // want `err is always nil here: nothing sets it, and the function literal sets an err of its own \(line 122\); assign with = there`
	}
	return load() == nil
}

// A return without a value gives the result, which nothing sets.
//
// row: F27
//
//proof:observe
//proof:instead n, err := f => var n int; n, err = f
func shadowedResult() bool {
	save := func(f file) (size int, err error) {
		var once sync.Once
		once.Do(func() {
			n, err := f.Write(nil) //proof:at
			if err != nil {
				return
			}
			size = n
		})
		return // want `err is always nil here: nothing sets it, and the function literal sets an err of its own \(line \d+\); assign with = there`
	}
	_, err := save(file{bad: true})
	return err == nil
}
