// Package ok has what looks like a use before the test of an error.
package ok

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"errfirst/lib"
)

type config struct{ name string }

// A method for which nil is a value.
func (c *config) Name() string {
	if c == nil {
		return "none"
	}
	return c.name
}

func open(name string) (*config, error) {
	if name == "" {
		return nil, errors.New("no name")
	}
	return &config{name: name}, nil
}

//proof:ok
func tested() {
	c, err := open("")
	if err != nil {
		return
	}
	fmt.Println(c.name)
}

//proof:ok
func nilReceiver() {
	c, err := open("")
	if c.Name() != "none" || err == nil {
		panic(err)
	}
}

// What there is beside the error.
//
//proof:ok
func part() {
	c, err := lib.Part("")
	if c.Addr != "" || err == nil {
		panic(err)
	}
}

// The result has been tested instead.
//
//proof:ok
func otherTest() {
	c, err := open("")
	if c != nil {
		fmt.Println(c.name)
	}
	if err == nil {
		panic("no error")
	}
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

// A helper has looked at the error.
//
//proof:ok
func helped() {
	c, err := open("x")
	must(err)
	fmt.Sprint(c.name)
	if err != nil {
		panic(err)
	}
}

// The error is dropped: it is known that there is none.
//
//proof:ok
func dropped() {
	c, _ := open("x")
	fmt.Sprint(c.name)
}

// A correlated condition.
//
//proof:ok
func flag() {
	c, err := open("")
	failed := false
	if err != nil {
		failed = true
	}
	if !failed {
		fmt.Println(c.name)
	}
}

// The branch for the error sets another value.
//
//proof:ok
func replaced() {
	c, err := open("")
	if err != nil {
		c = &config{name: "default"}
	}
	if c.name != "default" {
		panic(c.name)
	}
}

type ender interface{ End(error) }

type exit struct{}

func (exit) End(err error) { panic(err) }

// The branch may never come back.
//
//proof:ok
func ends() {
	var e ender = exit{}
	defer func() { recover() }()
	c, err := open("")
	if err != nil {
		e.End(err)
	}
	fmt.Println(c.name)
}

// A label leads back to another try.
//
//proof:ok
func again() {
	name := ""
retry:
	c, err := open(name)
	if err != nil {
		name = "x"
		goto retry
	}
	if c.name != "x" {
		panic(c.name)
	}
}

// A reader gives what it has read.
//
//proof:ok
func read() {
	buf := make([]byte, 4)
	n, err := io.ReadFull(strings.NewReader("ab"), buf)
	if n != 2 || string(buf[:n]) != "ab" || err == nil {
		panic(err)
	}
}

// A method value is bound later.
//
//proof:ok
func bound() {
	c, err := open("")
	name := c.Name
	if err == nil || name() != "none" {
		panic(err)
	}
}

// The test is the first thing in a deferred function, by the variable.
//
//proof:ok
func deferred() {
	var err error
	defer func() {
		if err != nil {
			panic(err)
		}
	}()
	var c *config
	c, err = open("x")
	fmt.Sprint(c.name)
}

// A named result that is returned bare.
//
//proof:by named
func load(name string) (c *config, err error) {
	c, err = open(name)
	if err != nil {
		return
	}
	c.name += "!"
	return
}

//proof:ok
func named() {
	if _, err := load(""); err == nil {
		panic("no error")
	}
}

// The error is wrapped where it is not nil.
//
//proof:ok
func wrapped() {
	_, err := open("")
	if err != nil {
		err = fmt.Errorf("open: %w", err)
	}
	if errors.Unwrap(err) == nil {
		panic("not wrapped")
	}
}

// That there is no error is what is wrong.
//
//proof:ok
func expected() {
	_, err := open("x")
	if err == nil {
		err = fmt.Errorf("got %v, want an error", err)
	}
	if err.Error() != "got <nil>, want an error" {
		panic(err)
	}
}

// Only vet and staticcheck say something to a deferred Close.
//
//proof:ok
func closed() {
	f, err := os.Open("does/not/exist")
	defer f.Close()
	if err == nil {
		panic("exists")
	}
}

// A range over a function goes on with the next.
//
//proof:ok
func iterated() {
	names := func(yield func(string) bool) { _ = yield("") && yield("x") }
	n := 0
	for name := range names {
		c, err := open(name)
		if err != nil {
			continue
		}
		n += len(c.name)
	}
	if n != 1 {
		panic(n)
	}
}

func lines(name string) ([]string, error) {
	if name == "" {
		return nil, errors.New("no name")
	}
	return []string{name}, nil
}

// A loop over what is nil has no round.
//
//proof:ok
func convertsFirst() {
	convert := func(name string) ([]int, error) {
		list, err := lines(name)
		sizes := make([]int, len(list))
		for i := range list {
			sizes[i] = len(list[i])
		}
		return sizes, err
	}
	if sizes, err := convert(""); err == nil || len(sizes) != 0 {
		panic(err)
	}
}
