// Package ok has Onces that are used as they are meant.
package ok

import (
	"errors"
	"sync"
)

type client struct {
	first, second sync.Once
	parent        *client
	err           error
	conn          *int
	closed        sync.Once
}

func dial() (*int, error) { return nil, errors.New("refused") }

// Another Once of the same object.
//
//proof:ok
func twoOnces() {
	c := new(client)
	c.first.Do(c.more)
}

//proof:by twoOnces
func (c *client) more() { c.second.Do(func() {}) }

// The same Once of another object.
//
//proof:ok
func otherObject() {
	c := &client{parent: new(client)}
	c.init()
}

//proof:by otherObject
func (c *client) init() {
	c.first.Do(func() {
		if c.parent != nil {
			c.parent.init()
		}
	})
}

// A goroutine that the function does not wait for.
//
//proof:ok
func inGoroutine() {
	var c client
	done := make(chan bool)
	c.first.Do(func() {
		go func() {
			c.first.Do(func() {})
			done <- true
		}()
	})
	<-done
}

// A literal that is called later.
//
//proof:ok
func later() {
	var c client
	var f func()
	c.first.Do(func() {
		f = func() { c.first.Do(func() {}) }
	})
	f()
}

// The error is kept beside the Once.
//
//proof:ok
func kept() {
	c := new(client)
	_, first := c.open()
	_, second := c.open()
	if first == nil || second == nil {
		panic("lost")
	}
}

//proof:by kept
func (c *client) open() (*int, error) {
	c.first.Do(func() { c.conn, c.err = dial() })
	return c.conn, c.err
}

// OnceValues keeps it.
//
//proof:ok
func values() {
	open := sync.OnceValues(dial)
	_, first := open()
	_, second := open()
	if first == nil || second == nil {
		panic("lost")
	}
}

// The second Close has nothing to do.
//
//proof:ok
func closing() {
	c := new(client)
	_ = c.Close()
	if c.Close() != nil {
		panic("failed")
	}
}

//proof:by closing
func (c *client) Close() (err error) {
	c.closed.Do(func() { _, err = dial() })
	return err
}

// The variable says whether the function ran just now.
//
//proof:ok
func told() {
	c := new(client)
	if c.started() == nil || c.started() == nil {
		panic("nil")
	}
}

var errStarted = errors.New("started already")

//proof:by told
func (c *client) started() error {
	err := errStarted
	c.second.Do(func() { _, err = dial() })
	return err
}

// A Once that several goroutines of the call share.
//
//proof:ok
func shared() {
	var once sync.Once
	var wg sync.WaitGroup
	for range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			once.Do(func() {})
		}()
	}
	wg.Wait()
}

// A Once for all iterations.
//
//proof:ok
func loop() {
	var once sync.Once
	n := 0
	for range 3 {
		once.Do(func() { n++ })
	}
	if n != 1 {
		panic(n)
	}
}

// A method value, called by others.
//
//proof:ok
func methodValue() {
	var once sync.Once
	do := once.Do
	do(func() {})
}

// The error is looked at where it is set.
//
//proof:ok
func handled() {
	c := new(client)
	c.second.Do(func() {
		_, err := dial()
		if err == nil {
			panic("nil")
		}
	})
}

// The comment says it.
//
//proof:ok
func saidSo() {
	c := new(client)
	if c.start() == nil || c.start() != nil {
		panic("the comment is wrong")
	}
}

// start can only be called once, subsequent calls have no effect.
//
//proof:by saidSo
func (c *client) start() error {
	var err error
	c.second.Do(func() { c.conn, err = dial() })
	return err
}

// The command of the inner call needs no token.
//
//proof:ok
func otherCommand() {
	getToken()
	if token != 1 {
		panic("no token")
	}
}

var (
	tokenOnce sync.Once
	token     int
)

//proof:by otherCommand
func getToken() int {
	tokenOnce.Do(func() { token = run("create") })
	return token
}

//proof:by otherCommand
func run(command string) int {
	switch command {
	case "load":
	default:
		return 1
	}
	return getToken()
}

// The same said by a condition.
//
//proof:ok
func otherCommandSaid() {
	c := new(client)
	c.login(true)
}

//proof:by otherCommandSaid
func (c *client) login(again bool) {
	if again {
		c.first.Do(func() { c.login(false) })
	}
}

type acceptor struct {
	first sync.Once
	next  func() (*int, error)
}

// Accept comes to the function until that has set what Accept asks for.
//
//proof:by accepts
func (a *acceptor) Accept() (*int, error) {
	if a.next == nil {
		return a.firstAccept()
	}
	return a.next()
}

func (a *acceptor) firstAccept() (conn *int, err error) {
	a.first.Do(func() {
		a.next = func() (*int, error) { return new(int), nil }
		if _, err = dial(); err != nil {
			return
		}
	})
	if err != nil {
		return nil, err
	}
	return a.Accept()
}

//proof:ok
func accepts() {
	var a acceptor
	if _, err := a.Accept(); err == nil {
		panic("accepted")
	}
	if conn, err := a.Accept(); conn == nil || err != nil {
		panic("not accepted")
	}
}

// Who begins fails and ends: nothing comes after.
type game struct {
	once  sync.Once
	ready bool
}

//proof:by frames
func (g *game) BeginFrame() error {
	var err error
	g.once.Do(func() {
		if _, err = dial(); err == nil {
			g.ready = true
		}
	})
	return err
}

//proof:ok
func frames() {
	g := new(game)
	for {
		if g.BeginFrame() != nil {
			return
		}
	}
}

// The pointer is to a Once that others have.
//
//proof:ok
func pointed() {
	once := &global
	once.Do(func() {})
}

var global sync.Once
