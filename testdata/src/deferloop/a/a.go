// Package a defers in loops.
package a

import (
	"context"
	"net"
	"os"
	"sync"
	"time"
)

// The second round waits for the first one's Unlock.
//
//proof:deadlock
func relocked() {
	var mu sync.Mutex
	for range 2 {
		mu.Lock()         //proof:at
		defer mu.Unlock() // want `the next round of the loop blocks for ever in the Lock of line 18: this Unlock runs when the function ends`
	}
}

type store struct {
	mu    sync.RWMutex
	items map[string]int
}

// In a field, under a condition.
//
//proof:by addAll
func (s *store) add(list []string) {
	for _, name := range list {
		if name == "" {
			continue
		}
		s.mu.Lock()         //proof:at
		defer s.mu.Unlock() // want `blocks for ever in the Lock of line 36`
		s.items[name]++
	}
}

//proof:deadlock
func addAll() {
	s := &store{items: make(map[string]int)}
	s.add([]string{"a", "b"})
}

var opened []*os.File

func open() (*os.File, error) {
	f, err := os.Open(os.DevNull)
	opened = append(opened, f)
	return f, err
}

// stillOpen counts the files that are not closed, and closes them.
func stillOpen() (n int) {
	for _, f := range opened {
		if f.Close() == nil {
			n++
		}
	}
	opened = nil
	return n
}

// All files are open at the end of the loop.
//
// row: DF01 E13
//
//proof:observe
func files() bool {
	for range 3 {
		f, err := open()
		if err != nil {
			return false
		}
		defer f.Close() // want `the file of each round stays open until the function ends, which is behind the loop \(line 74\); put the round into a function of its own`
	}
	return stillOpen() == 3
}

// A loop made of a label and a goto.
//
// row: V20
//
//proof:observe
func jump() bool {
	n := 0
again:
	f, err := open()
	if err != nil {
		return false
	}
	defer f.Close() // want `the file of each round stays open until the function ends`
	if n++; n < 3 {
		goto again
	}
	return stillOpen() == 3
}

// A field of the result, through an iterator, which has a function of its own:
// but a defer statement belongs to the function around.
//
//proof:observe
func iterated() bool {
	names := func(yield func(string) bool) { _ = yield("a") && yield("b") }
	for range names {
		for range 2 {
			f, err := open()
			if err != nil {
				return false
			}
			defer f.Close() // want `the file of each round stays open`
		}
	}
	return stillOpen() == 4
}

// A worker that never comes back: no context is ever cancelled.
//
// row: X15
//
//proof:by workRuns
func work(jobs <-chan bool) {
	for {
		ctx, cancel := context.WithTimeout(context.Background(), time.Hour)
		defer cancel() // want `this deferred call never runs, and each round of the endless loop adds one: the context, with its timer, stays alive`
		if !<-jobs {
			panic(ctx)
		}
	}
}

//proof:observe
func workRuns() (alive bool) {
	defer func() { alive = recover().(context.Context).Err() == nil }()
	jobs := make(chan bool, 2)
	jobs <- true
	close(jobs)
	work(jobs)
	return false
}

// A server that never comes back: no connection is ever closed.
//
//proof:by serveRuns
func serve(l net.Listener) {
	for {
		conn, err := l.Accept()
		if err != nil {
			panic(err)
		}
		defer conn.Close() // want `this deferred call never runs, and each round of the endless loop adds one: the connection stays open`
		conn.Write([]byte("hello"))
	}
}

type listener struct{ conns []*conn }

type conn struct {
	net.Conn
	closed bool
}

func (c *conn) Write(p []byte) (int, error) { return len(p), nil }
func (c *conn) Close() error                { c.closed = true; return nil }

var stop = make(chan bool)

func (l *listener) Accept() (net.Conn, error) {
	if len(l.conns) == 2 {
		stop <- l.conns[0].closed
		panic("stopped")
	}
	c := new(conn)
	l.conns = append(l.conns, c)
	return c, nil
}

func (l *listener) Close() error   { return nil }
func (l *listener) Addr() net.Addr { return nil }

//proof:observe
func serveRuns() bool {
	go func() {
		defer func() { recover() }()
		serve(new(listener))
	}()
	return !<-stop
}
