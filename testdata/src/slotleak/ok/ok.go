// Package ok gives back what it takes.
package ok

import (
	"context"
	"errors"
	"os"
	"time"
)

type server struct {
	slots chan struct{}
	n     int
}

func newServer() *server { return &server{slots: make(chan struct{}, 1)} }

var errFailed = errors.New("failed")

func (s *server) dial() error { s.n++; return errFailed }

func (s *server) deferred() error {
	s.slots <- struct{}{}
	defer func() { <-s.slots }()
	return s.dial()
}

func (s *server) each() error {
	s.slots <- struct{}{}
	if err := s.dial(); err != nil {
		<-s.slots
		return err
	}
	<-s.slots
	return nil
}

func (s *server) started(ctx context.Context) error {
	select {
	case s.slots <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	go func() {
		defer func() { <-s.slots }()
		if s.dial() != nil {
			return
		}
		s.dial()
	}()
	return nil
}

// Whoever waits for all takes all slots for good.
func (s *server) wait() {
	for range cap(s.slots) {
		s.slots <- struct{}{}
	}
}

// What may be off is taken under a condition.
func (s *server) optional(on bool) error {
	if on {
		s.slots <- struct{}{}
	}
	err := s.dial()
	if on {
		<-s.slots
	}
	return err
}

// The process ends with it.
func (s *server) fatal() {
	s.slots <- struct{}{}
	if s.dial() == nil {
		os.Exit(1)
	}
	<-s.slots
}

//proof:ok
func gives() {
	s := newServer()
	s.deferred()
	s.each()
	s.started(context.Background())
	s.optional(true)
	s.optional(false)
	s.fatal()
	s.wait()
}

// A resource is taken by one function and given back by another.
type pool struct{ idle chan int }

func newPool() *pool {
	p := &pool{make(chan int, 2)}
	p.idle <- 1
	p.idle <- 2
	return p
}

func (p *pool) use(f func(int) error) error {
	v := <-p.idle
	if err := f(v); err != nil {
		return err // it is broken
	}
	p.idle <- v
	return nil
}

type split struct{ slots chan struct{} }

func newSplit() *split { return &split{make(chan struct{}, 1)} }

func (s *split) lock()   { s.slots <- struct{}{} }
func (s *split) unlock() { <-s.slots }

// take hands over how to give back.
type handed struct{ slots chan struct{} }

func newHanded() *handed { return &handed{make(chan struct{}, 1)} }

func (h *handed) take() (release func()) {
	h.slots <- struct{}{}
	return func() { <-h.slots }
}

// A bell is rung and heard by one loop.
type bell struct{ ring chan struct{} }

func newBell() *bell { return &bell{make(chan struct{}, 1)} }

func (b *bell) loop(n int) {
	b.wake()
	for range n {
		<-b.ring
		if n > 1 {
			b.wake()
		}
	}
}

func (b *bell) wake() {
	select {
	case b.ring <- struct{}{}:
	default:
	}
}

// Tokens are taken by a receive.
type tokens struct{ left chan struct{} }

func newTokens() *tokens {
	t := &tokens{make(chan struct{}, 2)}
	t.left <- struct{}{}
	t.left <- struct{}{}
	return t
}

func (t *tokens) do(f func() error) error {
	<-t.left
	if err := f(); err != nil {
		return err // the token is used up
	}
	t.left <- struct{}{}
	return nil
}

// A listener that stops needs no slots.
type listener struct{ slots chan struct{} }

func newListener() *listener { return &listener{make(chan struct{}, 2)} }

func (l *listener) serve(accept func() (int, error)) error {
	for {
		l.slots <- struct{}{}
		conn, err := accept()
		if err != nil {
			return err
		}
		go func() {
			defer func() { <-l.slots }()
			time.Sleep(time.Duration(conn))
		}()
	}
}

// What is handed to others is not known.
type Public struct{ Slots chan struct{} }

func NewPublic() *Public { return &Public{make(chan struct{}, 1)} }

func (p *Public) Do(f func() error) error {
	p.Slots <- struct{}{}
	if err := f(); err != nil {
		return err
	}
	<-p.Slots
	return nil
}

// An answer is looked at.
type asker struct{ answers chan int }

func newAsker() *asker { return &asker{make(chan int, 1)} }

func (a *asker) ask(f func() error) int {
	a.answers <- 1
	if f() != nil {
		return 0
	}
	return <-a.answers
}

// Events are put in by one function literal and taken out by another.
type events struct{ queue chan int }

func newEvents() *events { return &events{make(chan int, 3)} }

func (e *events) start() (fill, run func()) {
	fill = func() {
		for i := range 3 {
			e.queue <- i
		}
	}
	run = func() {
		for range 3 {
			<-e.queue
		}
	}
	return fill, run
}

//proof:ok
func others() {
	fill, run := newEvents().start()
	fill()
	run()
	fails := func() error { return errFailed }
	newPool().use(func(int) error { return errFailed })
	s := newSplit()
	s.lock()
	s.unlock()
	newHanded().take()()
	newBell().loop(1)
	newTokens().do(fails)
	newListener().serve(func() (int, error) { return 0, errFailed })
	NewPublic().Do(fails)
	newAsker().ask(fails)
}
