// Package stopped looks whether a loop was stopped, and sends to it then.
package stopped

import (
	"context"
	"errors"
	"fmt"
	"time"
)

var errClosed = errors.New("closed")

type task struct {
	fn   func(fmt.Stringer)
	done chan struct{}
}

type loop struct {
	tasks chan task
	quit  chan struct{}
	ended chan struct{}
}

func newLoop() *loop {
	l := &loop{make(chan task), make(chan struct{}), make(chan struct{})}
	go l.run()
	return l
}

//proof:by overtaken
func (l *loop) run() {
	defer close(l.ended)
	for {
		select {
		case t := <-l.tasks:
			t.fn(l)
			close(t.done)
		case <-l.quit:
			return
		}
	}
}

// String makes it something that others get. They can't call run.
func (l *loop) String() string { return "loop" }

func (l *loop) close() {
	close(l.quit)
	<-l.ended
}

func (l *loop) err() error {
	select {
	case <-l.quit:
		return errClosed
	default:
		return nil
	}
}

// The caller's context does not end.
//
//proof:by overtaken
func (l *loop) Run(ctx context.Context, prepare func() func(fmt.Stringer)) error {
	if err := l.err(); err != nil {
		return err
	}
	t := task{prepare(), make(chan struct{})}
	select { //proof:at
	case <-ctx.Done():
		return ctx.Err()
	case l.tasks <- t: // want `after the look at line 65 the loop of run may be told to end at line 38: then nothing receives from tasks, and this waits for ever; select on the stop here`
		<-t.done
		return nil
	}
}

//proof:leak
func overtaken() {
	l := newLoop()
	go l.Run(context.Background(), func() func(fmt.Stringer) {
		l.close()
		return func(fmt.Stringer) {}
	})
	time.Sleep(5 * time.Millisecond)
}

// The look is in the function itself.
type queue struct {
	in   chan int
	stop chan struct{}
	sum  int
}

//proof:by overtakenPut
func newQueue() *queue {
	q := &queue{in: make(chan int), stop: make(chan struct{})}
	go func() {
		for {
			select {
			case <-q.stop:
				return
			case n := <-q.in:
				q.sum += n
			}
		}
	}()
	return q
}

//proof:by overtakenPut
func (q *queue) put(next func() int) bool {
	select {
	case <-q.stop:
		return false
	default:
	}
	n := next()
	q.in <- n // want `after the look at line 113 the loop of the goroutine may be told to end at line 101`
	return true
}

//proof:leak
func overtakenPut() {
	q := newQueue()
	q.put(func() int { return 1 })
	time.Sleep(time.Millisecond) // the loop waits in its select statement
	go q.put(func() int { close(q.stop); return 1 })
	time.Sleep(5 * time.Millisecond)
}

// A context says the same.
type server struct {
	ctx      context.Context
	cancel   context.CancelFunc
	requests chan string
	served   int
}

func newServer() *server {
	s := &server{requests: make(chan string)}
	s.ctx, s.cancel = context.WithCancel(context.Background())
	go s.serve()
	return s
}

//proof:by overtakenRequest
func (s *server) serve() {
	for {
		select {
		case <-s.ctx.Done():
			return
		case <-s.requests:
			s.served++
		}
	}
}

//proof:by overtakenRequest
func (s *server) request(name func() string) error {
	if s.ctx.Err() != nil {
		return s.ctx.Err()
	}
	text := name()
	s.requests <- text // want `after the look at line 161 the loop of serve may be told to end at line 151`
	return nil
}

//proof:leak
func overtakenRequest() {
	s := newServer()
	go s.request(func() string { s.cancel(); time.Sleep(time.Millisecond); return "" })
	time.Sleep(5 * time.Millisecond)
}

// More is sent than one item: each round looks.
type feed struct {
	items chan int
	done  chan struct{}
}

//proof:by overtakenFeed
func (f *feed) consume() {
	for {
		select {
		case <-f.items:
		case <-f.done:
			return
		}
	}
}

//proof:by overtakenFeed
func (f *feed) fill(items []int, each func(int)) {
	for _, n := range items {
		if f.closed() {
			break
		}
		each(n)
		f.items <- n // want `after the look at line 196 the loop of consume`
	}
}

func (f *feed) closed() bool {
	select {
	case <-f.done:
		return true
	default:
		return false
	}
}

//proof:leak
func overtakenFeed() {
	f := &feed{make(chan int), make(chan struct{})}
	go f.consume()
	go f.fill([]int{1, 2}, func(n int) {
		if n == 2 {
			close(f.done)
			time.Sleep(time.Millisecond)
		}
	})
	time.Sleep(5 * time.Millisecond)
}

type mailbox[T any] struct {
	letters chan T
	quit    chan struct{}
}

func open[T any](read func(T)) *mailbox[T] {
	m := &mailbox[T]{make(chan T), make(chan struct{})}
	go m.loop(read)
	return m
}

//proof:by overtakenLetter
func (m *mailbox[T]) loop(read func(T)) {
	for {
		select {
		case l := <-m.letters:
			read(l)
		case <-m.quit:
			return
		}
	}
}

//proof:by overtakenLetter
func (m *mailbox[T]) send(write func() T) {
	select {
	case <-m.quit:
	default:
		letter := write()
		m.letters <- letter // want `after the look at line 251 the loop of loop may be told`
	}
}

//proof:leak
func overtakenLetter() {
	m := open(func(string) {})
	go m.send(func() string { close(m.quit); time.Sleep(time.Millisecond); return "" })
	time.Sleep(5 * time.Millisecond)
}
