// Package ok has finalizers and cleanups that run.
package ok

import (
	"runtime"
	"time"
)

type conn struct {
	fd   int
	data []byte
}

var closed = make(chan int, 10)

func mustRun(f func()) {
	f()
	for range 100 {
		runtime.GC()
		select {
		case <-closed:
			return
		case <-time.After(5 * time.Millisecond):
		}
	}
	panic("never closed")
}

// The function uses its parameter.
//
//proof:ok
func parameter() {
	mustRun(func() {
		c := &conn{fd: 3, data: make([]byte, 100)}
		runtime.SetFinalizer(c, func(c *conn) { closed <- c.fd })
	})
}

// The argument is what the cleanup needs.
//
//proof:ok
func argument() {
	mustRun(func() {
		c := &conn{fd: 3, data: make([]byte, 100)}
		runtime.AddCleanup(c, func(fd int) { closed <- fd }, c.fd)
	})
}

// The literal has a copy of the field.
//
//proof:ok
func copied() {
	mustRun(func() {
		c := &conn{fd: 3, data: make([]byte, 100)}
		fd := c.fd
		runtime.AddCleanup(c, func(int) { closed <- fd }, 0)
	})
}

// The variable is set to nil, so that it holds nothing.
//
//proof:ok
func released() {
	mustRun(func() {
		c := &conn{fd: 3, data: make([]byte, 100)}
		runtime.SetFinalizer(c, func(o *conn) {
			if c == nil {
				closed <- o.fd
			}
		})
		c = nil
	})
}

// A function that is no literal holds nothing.
//
//proof:ok
func named() {
	mustRun(func() {
		c := &conn{fd: 3, data: make([]byte, 100)}
		runtime.SetFinalizer(c, (*conn).close)
	})
}

func (c *conn) close() { closed <- c.fd }

// The first field begins where the object does.
//
//proof:ok
func firstField() {
	c := &conn{data: make([]byte, 100)}
	runtime.SetFinalizer(&c.fd, func(*int) {})
	runtime.SetFinalizer(&c.fd, nil)
}

// The finalizer is taken back.
//
//proof:ok
func cleared() {
	c := &conn{data: make([]byte, 100)}
	runtime.SetFinalizer(c, (*conn).close)
	runtime.SetFinalizer(c, nil)
}
