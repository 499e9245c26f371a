// Package roots has functions that bring something together, and some that hand on what they got.
package roots

import (
	"context"
	"fmt"
	"sync"
)

type server struct {
	mu    sync.Mutex
	quit  chan struct{}
	conns map[string]*conn
	cb    func(int)
}

type conn struct {
	out chan int
}

func newConn() *conn { // scope: it makes a channel, and starts who sends on it
	c := &conn{out: make(chan int)}
	go c.loop()
	return c
}

func (c *conn) loop() { c.out <- 1 }

// listen is a scope that may be given something.
func listen(s *server, n int, done chan int, cb func(int), name string) { // scope
	out := make(chan int, n)
	go func() {
		if done != nil {
			<-done
		}
		cb(<-out)
	}()
	out <- len(name)
}

func (s *server) locked() { // scope: it drops what a callee made, in a place that it does not have itself
	s.mu.Lock()
	defer s.mu.Unlock()
	c := newConn()
	<-c.out
}

func (s *server) hands() { // outside: all of it comes with the server
	s.mu.Lock()
	n, name := len(s.conns), fmt.Sprint("of", "s")
	s.mu.Unlock()
	listen(s, n, nil2(s), s.cb, "a text")
	listen(s, n, nil2(s), s.cb, name)
	s.logf("%d conns of %s", n, name)
}

func nil2(*server) chan int { return nil }

func (s *server) logf(format string, args ...any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	fmt.Printf(format, args...)
}

func (s *server) starts() { // outside: the goroutine is a scope itself
	s.mu.Lock()
	go func() { // scope
		c := newConn()
		<-c.out
		s.mu.Lock()
	}()
	s.mu.Unlock()
}

func (s *server) registers(name string) { // outside: what is made is kept by the server, and not used here
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.register(name); err != nil {
		s.logf("%v", err)
	}
}

func (s *server) register(name string) error { // outside: the same
	s.mu.Lock()
	defer s.mu.Unlock()
	s.conns[name] = newConn()
	return nil
}

func (s *server) size() { // scope: it says how large a buffer is
	s.mu.Lock()
	defer s.mu.Unlock()
	listen(s, 1, s.conns[""].out, s.cb, "")
}

func (s *server) nothing() { // scope: it says that there is no channel
	s.mu.Lock()
	defer s.mu.Unlock()
	listen(s, len(s.conns), nil, s.cb, "")
}

func (s *server) back() { // scope: it is called back
	s.mu.Lock()
	defer s.mu.Unlock()
	listen(s, len(s.conns), s.conns[""].out, func(n int) { s.conns[""].out <- n }, "")
}

func object(n int) { // scope: the new server is nobody else's
	var mu sync.Mutex
	mu.Lock()
	defer mu.Unlock()
	(&server{}).register("a")
}

func empty() { // scope: so is one without any field that is set
	s := new(server)
	s.mu.Lock()
	s.register("")
}

func captured() { // scope: the closures share what newConn made
	c := newConn()
	recv := func() { <-c.out }
	again := func() { recv() }
	again()
}

func table(s *server) { // scope: what is put into the map is found there
	s.mu.Lock()
	defer s.mu.Unlock()
	m := make(map[string]*conn)
	fill(m)
	<-m[""].out
}

func fill(m map[string]*conn) { m[""] = newConn() } // outside: the map is the caller's

func contexts(s *server) { // scope: this context never ends
	s.withContext(context.Background())
}

func (s *server) withContext(ctx context.Context) { // scope
	out := make(chan int)
	go func() { out <- 1 }()
	select {
	case <-out:
	case <-ctx.Done():
	}
}

func generic[T any](s *server, v T) { // outside
	s.mu.Lock()
	defer s.mu.Unlock()
	listen(s, len(s.conns), s.conns[""].out, s.cb, fmt.Sprint(v))
}
