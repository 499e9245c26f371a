// Package a has finalizers and cleanups that hold their object.
package a

import (
	"runtime"
	"time"
)

type conn struct {
	fd   int
	data []byte
	next *conn
}

var closed = make(chan int, 10)

// never reports whether nothing is closed although the object is unreachable.
func never(f func()) bool {
	f()
	for range 5 {
		runtime.GC()
		time.Sleep(5 * time.Millisecond)
	}
	return len(closed) == 0
}

// row: GC07
//
//proof:observe
//proof:instead func(*conn) => func(c *conn)
func finalizerCaptures() bool {
	return never(func() {
		c := &conn{fd: 3, data: make([]byte, 100)}
		runtime.SetFinalizer(c, func(*conn) { closed <- c.fd }) // want `the finalizer of c never runs: its function refers to c \(line 34\) and so keeps the object reachable`
	})
}

// row: GC07
//
//proof:observe
//proof:instead func(o *conn) { => func(c *conn) { o := c
func finalizerInMethod() bool {
	return never(func() {
		open := func(fd int) *conn {
			c := new(conn)
			c.fd = fd
			runtime.SetFinalizer(c, func(o *conn) { // want `the finalizer of c never runs`
				if c.fd > 0 {
					closed <- o.fd
				}
			})
			return c
		}
		_ = open(4)
	})
}

// Go 1.26 looks for the pointer in the closure itself.
//
// row: GC08
//
//proof:panic runtime.AddCleanup
func cleanupCaptures() {
	c := &conn{fd: 3, data: make([]byte, 100)}
	runtime.AddCleanup(c, func(int) { closed <- c.fd }, 0) // want `the cleanup of c never runs: its function refers to c \(line 65\)`
}

// row: GC09
//
//proof:panic runtime.AddCleanup: ptr is equal to arg, cleanup will never run
func argumentIsObject() {
	c := &conn{fd: 3, data: make([]byte, 100)}
	runtime.AddCleanup(c, func(c *conn) { closed <- c.fd }, c) // want `this AddCleanup panics: the argument is the object itself`
}

// row: GC10
//
//proof:fatal runtime.SetFinalizer
func innerPointer() {
	c := &conn{fd: 3, data: make([]byte, 100)}
	sink = c
	runtime.SetFinalizer(&c.data, func(*[]byte) {}) // want `this SetFinalizer ends the process: &c.data is not the beginning of an allocation`
}

var sink any
