// Package a has Onces that wait for themselves, lose errors or run each time.
package a

import (
	"errors"
	"sync"
)

type client struct {
	once, opened, dialed sync.Once
	conn                 *conn
	err                  error
}

type conn struct{ n int }

func dial() (*conn, error) { return nil, errors.New("refused") }

// row: O01
//
//proof:deadlock
func direct() {
	var once sync.Once
	once.Do(func() { // want `once\.Do waits for itself for ever: its function calls it again at line 25; move what needs no Once into a function of its own`
		once.Do(func() {}) //proof:at
	})
}

//proof:by throughMethods
func (c *client) get() *conn {
	c.once.Do(c.connect) // want `c\.once\.Do waits for itself for ever: its function calls it again at line \d+`
	return c.conn
}

func (c *client) connect() { c.check() }

func (c *client) check() {
	if c.peek() == nil {
		c.conn = new(conn)
	}
}

//proof:by throughMethods
func (c *client) peek() *conn {
	defer func() {
		c.once.Do(func() {}) //proof:at
	}()
	return nil
}

//proof:deadlock
func throughMethods() {
	new(client).get()
}

var global sync.Once

//proof:by ofPackage
func setup() { global.Do(load) } // want `global\.Do waits for itself`

func load() { setup() } //proof:at

//proof:deadlock
func ofPackage() { setup() }

//proof:by errorIsLost
//proof:instead var err error => _ = c
//proof:instead c.conn, err = dial() => c.conn, c.err = dial()
//proof:instead return c.conn, err => return c.conn, c.err
func (c *client) open() (*conn, error) {
	var err error
	c.opened.Do(func() {
		c.conn, err = dial() // want `only the first caller gets this err: later calls of open don't run the function and return nil; keep the error beside opened, or use sync\.OnceValues`
	})
	return c.conn, err
}

// row: O02
//
//proof:observe
func errorIsLost() bool {
	c := new(client)
	_, first := c.open()
	conn, second := c.open()
	return first != nil && conn == nil && second == nil
}

//proof:by namedIsLost
//proof:instead _, err = dial() => _, c.err = dial()
//proof:instead return => return c.err
func (c *client) prepare() (err error) {
	c.dialed.Do(func() {
		_, err = dial() // want `only the first caller gets this err`
	})
	return
}

//proof:observe
func namedIsLost() bool {
	c := new(client)
	return c.prepare() != nil && c.prepare() == nil
}

var count int

var counted sync.Once

//proof:by eachTime
//proof:instead var once sync.Once => _ = 0
//proof:instead once.Do( => counted.Do(
func localOnce() {
	var once sync.Once
	once.Do(func() { count++ }) // want `once is a new Once in each call of localOnce, so that its function runs each time: make it a field or a package variable`
}

// row: O03
//
//proof:observe
func eachTime() bool {
	count = 0
	localOnce()
	localOnce()
	return count == 2
}

type table struct {
	once sync.Once
	rows map[string]int
}

// Each method reads the table when it is first asked.
//
//proof:by halfRead
//proof:instead err = errors.New("unreadable") => panic("unreadable")
func (t *table) read() error {
	var err error
	t.once.Do(func() {
		err = errors.New("unreadable") // want `only the first caller gets this err`
	})
	return err
}

//proof:by halfRead
func (t *table) get(name string) (int, error) {
	if err := t.read(); err != nil {
		return 0, err
	}
	return t.rows[name], nil
}

//proof:by halfRead
func (t *table) len() (int, error) {
	if err := t.read(); err != nil {
		return 0, err
	}
	return len(t.rows), nil
}

//proof:observe
func halfRead() (bad bool) {
	defer func() {
		if recover() != nil {
			bad = false
		}
	}()
	t := new(table)
	_, first := t.get("x")
	n, second := t.len()
	return first != nil && n == 0 && second == nil
}

// The other error is for something else: who gets no connection is not told.
//
//proof:by otherError
//proof:instead c.conn, err = dial() => c.conn, c.err = dial()
//proof:instead if err != nil => err = c.err; if err != nil
func (c *client) named(name string) (*conn, error) {
	var err error
	c.opened.Do(func() {
		c.conn, err = dial() // want `only the first caller gets this err`
	})
	if err != nil {
		return nil, err
	}
	if name == "" {
		return nil, errors.New("no name")
	}
	return c.conn, nil
}

//proof:observe
func otherError() bool {
	c := new(client)
	_, first := c.named("a")
	conn, second := c.named("a")
	return first != nil && conn == nil && second == nil
}

//proof:by eachTimeNew
//proof:instead once := new(sync.Once) => _ = 0
//proof:instead once.Do( => counted.Do(
func newOnce() {
	once := new(sync.Once)
	once.Do(func() { count++ }) // want `once is a new Once in each call of newOnce, so that its function runs each time`
}

//proof:observe
func eachTimeNew() bool {
	count = 0
	newOnce()
	newOnce()
	return count == 2
}
