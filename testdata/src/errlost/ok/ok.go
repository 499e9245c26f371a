// Package ok has errors that look lost.
package ok

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
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

var files = []file{{bad: true}, {}}

func check(err error) {
	if !errors.Is(err, errClose) {
		panic("lost")
	}
}

//proof:ok
func joined() {
	var err error
	for _, f := range files {
		err = errors.Join(err, f.Close())
	}
	check(err)
}

//proof:ok
func tested() {
	closeAll := func() error {
		var err error
		for _, f := range files {
			err = f.Close()
			if err != nil {
				return err
			}
		}
		return err
	}
	check(closeAll())
}

// The condition of the loop looks at it.
//
//proof:ok
func condition() {
	var err error
	for i := 0; i < len(files) && err == nil; i++ {
		err = files[i].Close()
	}
	check(err)
}

// The last error of several failures.
//
//proof:ok
func last() {
	var err error
	for _, f := range files {
		if e := f.Close(); e != nil {
			err = e
		}
	}
	check(err)
}

// There is no next round.
//
//proof:ok
func found() {
	var err error
	for _, f := range files {
		if f.bad {
			err = f.Close()
			break
		}
	}
	check(err)
}

// Nor after a labelled break.
//
//proof:ok
func labelled() {
	var err error
outer:
	for range 2 {
		for _, f := range files {
			switch {
			case f.bad:
				err = f.Close()
				break outer
			}
		}
	}
	check(err)
}

// Kept elsewhere.
//
//proof:ok
func collected() {
	var err error
	var all []error
	for _, f := range files {
		err = f.Close()
		all = append(all, err)
	}
	if err != nil {
		panic(err)
	}
	check(all[0])
}

// A variable of each round.
//
//proof:ok
func local() {
	for _, f := range files {
		var err error
		err = f.Close()
		_ = err
	}
}

// A bufio.Writer fails for ever.
//
//proof:ok
func sticky() {
	var out bytes.Buffer
	w := bufio.NewWriter(&out)
	var err error
	for i := range 3 {
		_, err = fmt.Fprintln(w, i)
	}
	if err != nil || w.Flush() != nil || out.Len() != 6 {
		panic(err)
	}
}

// A deferred function looks at it.
//
//proof:ok
func deferred() {
	var err error
	defer func() { _ = err }()
	for _, f := range files {
		err = f.Close()
	}
	_ = err
}

// A pointer to it is kept.
//
//proof:ok
func address() {
	var err error
	p := &err
	for _, f := range files {
		err = f.Close()
		if *p != nil {
			break
		}
	}
	check(err)
}

// A second try replaces the first one.
//
//proof:ok
func retried() {
	tries := 0
	try := func() error {
		if tries++; tries < 2 {
			return errClose
		}
		return nil
	}
	var err error
	for range 3 {
		if tries == 2 {
			break
		}
		err = try()
	}
	if err != nil {
		panic(err)
	}
}

// The best one is wanted, with all that comes with it.
//
//proof:ok
func best() {
	get := func(n int) (int, error) {
		if n == 1 {
			return 0, errClose
		}
		return n, nil
	}
	most, v := 0, 0
	var err error
	for _, n := range []int{1, 3, 2} {
		v, err = get(n)
		if n > most {
			most = n
			_, err = get(n)
		}
	}
	if v != 2 || err != nil {
		panic(err)
	}
}

// Only reset.
//
//proof:ok
func reset() {
	err := errClose
	for range 2 {
		err = error(nil)
	}
	if err != nil {
		panic(err)
	}
}

// The literal sets the variable from outside.
//
//proof:ok
func captured() {
	var once sync.Once
	var err error
	once.Do(func() { err = file{bad: true}.Close() })
	check(err)
}

// The literal returns its own.
//
//proof:ok
func returned() {
	run := func() error {
		var err error
		each := func(f file) error {
			err := f.Close()
			return err
		}
		if each(files[0]) == nil {
			return errors.New("no error")
		}
		return err
	}
	if err := run(); err != nil {
		panic(err)
	}
}

// Another type, of the same name.
//
//proof:ok
func other() {
	var err string
	for _, f := range files {
		err = fmt.Sprint(f.bad)
	}
	if err != "false" {
		panic(err)
	}
}

// The result is set: by a return with a value, by the literal, or by what has its address.
//
//proof:ok
func results() {
	var once sync.Once
	value := func() (err error) {
		once.Do(func() {
			err := file{}.Close()
			_ = err
		})
		return nil
	}
	assigned := func() (err error) {
		func() {
			err = file{}.Close()
		}()
		return
	}
	deferred := func() (err error) {
		defer func() {
			if e := (file{}).Close(); e != nil {
				err = e
			}
		}()
		return
	}
	if value() != nil || assigned() != nil || deferred() != nil {
		panic("failed")
	}
}
