// Package ignored has goroutines that look at a stop, but not where they send.
package ignored

import (
	"context"
	"time"
)

type stage struct {
	in, out chan int
	quit    chan struct{}
}

func newStage() *stage {
	s := &stage{make(chan int), make(chan int), make(chan struct{})}
	go s.double()
	return s
}

//proof:by stoppedWhileSending
func (s *stage) double() {
	for {
		select {
		case n := <-s.in:
			s.out <- 2 * n // want `the stop that ends this goroutine at line 26 ends the receiver at line 41 too: then nothing receives from out, and this waits for ever; select on the stop here`
		case <-s.quit:
			return
		}
	}
}

func (s *stage) Stop() { close(s.quit) }

// Next waits for the next number.
//
//proof:by stoppedWhileSending
func (s *stage) Next() (int, bool) {
	select {
	case n := <-s.out:
		return n, true
	case <-s.quit:
		return 0, false
	}
}

//proof:leak
func stoppedWhileSending() {
	s := newStage()
	s.in <- 1
	time.Sleep(time.Millisecond)
	s.Stop()
	time.Sleep(time.Millisecond)
}

// The receiver is a goroutine too, and a context stops both.
type watcher struct {
	ctx    context.Context
	cancel context.CancelFunc
	raw    chan string
	events chan string
	seen   int
}

func watch() *watcher {
	w := &watcher{raw: make(chan string, 1), events: make(chan string)}
	w.ctx, w.cancel = context.WithCancel(context.Background())
	go w.read()
	go w.dispatch()
	return w
}

//proof:by cancelledWhileSending
func (w *watcher) read() {
	for {
		select {
		case <-w.ctx.Done():
			return
		case e := <-w.raw:
			time.Sleep(time.Millisecond)
			if e != "" {
				w.events <- e // want `the stop that ends this goroutine at line 76 ends the receiver at line 93 too: then nothing receives from events`
			}
		}
	}
}

//proof:by cancelledWhileSending
func (w *watcher) dispatch() {
	for {
		select {
		case <-w.events:
			w.seen++
		case <-w.ctx.Done():
			return
		}
	}
}

//proof:leak
func cancelledWhileSending() {
	w := watch()
	w.raw <- "a"
	time.Sleep(100 * time.Microsecond)
	w.cancel()
	time.Sleep(5 * time.Millisecond)
}

// A ticker makes the items.
type clock[T any] struct {
	ticks chan T
	stop  chan struct{}
}

//proof:by stoppedClock
func start[T any](make1 func() T) *clock[T] {
	c := &clock[T]{make(chan T), make(chan struct{})}
	go func() {
		t := time.NewTicker(time.Millisecond)
		defer t.Stop()
		for {
			select {
			case <-t.C:
			case <-c.stop:
				return
			}
			c.ticks <- make1() // want `the stop that ends this goroutine at line 123 ends the receiver at line 136 too`
		}
	}()
	return c
}

//proof:by stoppedClock
func (c *clock[T]) wait() (t T) {
	select {
	case t = <-c.ticks:
	case <-c.stop:
	}
	return t
}

//proof:leak
func stoppedClock() {
	c := start(func() int { return 1 })
	c.wait()
	time.Sleep(5 * time.Millisecond)
	close(c.stop)
	time.Sleep(5 * time.Millisecond)
}
