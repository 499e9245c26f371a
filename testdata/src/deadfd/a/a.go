// Package a uses descriptors whose file is gone.
package a

import (
	"net"
	"os"
	"runtime"
	"syscall"
	"time"
)

// collect lets the collector close what nobody refers to.
func collect() {
	for range 3 {
		runtime.GC()
		time.Sleep(2 * time.Millisecond)
	}
}

// isClosed reports whether the descriptor is none any more.
func isClosed(fd int) bool {
	var st syscall.Stat_t
	return syscall.Fstat(fd, &st) == syscall.EBADF
}

// row: GC23
//
//proof:by returns
func open(name string) (int, error) {
	f, err := os.Open(name)
	if err != nil {
		return -1, err
	}
	return int(f.Fd()), nil // want `the next collection closes this descriptor: nothing keeps its file \(line 30\), only the number is returned; keep the file`
}

//proof:observe
//proof:noflip the mistake is in the other function
func returns() bool {
	fd, err := open(os.DevNull)
	if err != nil {
		return false
	}
	collect()
	return isClosed(fd)
}

type socket struct{ fd int }

// A copy of a connection's descriptor.
//
// row: GC23
//
//proof:by stores
func newSocket(c *net.TCPConn) (*socket, error) {
	f, err := c.File()
	if err != nil {
		return nil, err
	}
	return &socket{fd: int(f.Fd())}, nil // want `the next collection closes this descriptor: nothing keeps its file \(line 56\), only the number is stored; keep the file`
}

//proof:observe
//proof:noflip the mistake is in the other function
func stores() bool {
	l, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		return false
	}
	defer l.Close()
	c, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		return false
	}
	defer c.Close()
	s, err := newSocket(c.(*net.TCPConn))
	if err != nil {
		return false
	}
	collect()
	return isClosed(s.fd)
}

// The lock is of the open file, and goes with it.
//
// row: GC23
//
//proof:observe
//proof:instead fd := int(f.Fd()) => fd := int(f.Fd()); defer f.Close()
func locks() bool {
	path := os.DevNull
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	fd := int(f.Fd()) // want `a collection before line 99 closes this descriptor: nothing uses its file \(line 92\) any more; close the file by defer, or call runtime.KeepAlive`
	syscall.Flock(fd, syscall.LOCK_EX)
	collect()
	return isClosed(fd)
}

// In a closure, in a loop over a function.
//
//proof:observe
//proof:instead collect() => collect(); runtime.KeepAlive(f)
func iterated() bool {
	names := func(yield func(string) bool) { yield(os.DevNull) }
	closed := false
	for name := range names {
		func() {
			f, err := os.OpenFile(name, os.O_RDONLY, 0)
			if err != nil {
				return
			}
			fd := int(f.Fd()) // want `a collection before line 117 closes this descriptor`
			collect()         //proof:at
			closed = isClosed(fd)
		}()
	}
	return closed
}
