// Package a asks for the length of channels that others use as well.
package a

import (
	"sync"
	"time"
)

var sink int

// pause is where another goroutine may come in between; the scheduler needs no call for that.
func pause() { time.Sleep(5 * time.Millisecond) }

// row: C17
//
//proof:leak
func workers() {
	ch := make(chan int, 1)
	ch <- 1
	for range 2 {
		go func() {
			if len(ch) > 0 {
				pause()
				sink = <-ch // want `this waits if the goroutine of line \d+ takes the last value after the len of line \d+: that is old already; use a select with a default`
			}
		}()
	}
	time.Sleep(20 * time.Millisecond)
}

// row: C17
//
//proof:leak
func drains() {
	ch := make(chan int, 2)
	ch <- 1
	ch <- 2
	go drain(ch)
	go drain(ch)
	time.Sleep(40 * time.Millisecond)
}

//proof:by drains
func drain(ch chan int) {
	for len(ch) != 0 {
		pause()
		<-ch // want `this waits if the goroutine of line \d+ takes the last value after the len of line \d+`
	}
}

// row: C18
//
//proof:leak
func senders() {
	ch := make(chan int, 1)
	for i := range 2 {
		go func() {
			if len(ch) < cap(ch) {
				pause()
				ch <- i // want `this waits if the goroutine of line \d+ fills the channel after the len of line \d+: that is old already; use a select with a default`
			}
		}()
	}
	time.Sleep(20 * time.Millisecond)
}

type pool struct {
	free chan int
	wg   sync.WaitGroup
}

//proof:by poolLeaks
func (p *pool) put(v int) {
	if len(p.free) == cap(p.free) {
		return
	}
	pause()
	p.free <- v // want `this waits if the goroutine of line \d+ fills the channel after the len of line \d+`
}

//proof:by poolLeaks
func (p *pool) worker() {
	p.put(1)
}

//proof:by poolLeaks
func (p *pool) start(n int) {
	for range n {
		go p.worker()
	}
}

// row: C18
//
//proof:leak
func poolLeaks() {
	p := &pool{free: make(chan int, 1)}
	p.start(2)
	time.Sleep(20 * time.Millisecond)
}

// The function that starts the receiver receives itself.
//
//proof:leak
func both() {
	done := make(chan bool)
	go func() {
		defer close(done)
		ch := make(chan int, 1)
		ch <- 1
		go func() {
			sink = <-ch
		}()
		if 0 < len(ch) {
			pause()
			sink = <-ch // want `this waits if the goroutine of line \d+ takes the last value`
		}
	}()
	select {
	case <-done:
	case <-time.After(20 * time.Millisecond):
	}
}

type channel = chan int

// A method value, and an alias.
//
//proof:leak
func methodValue() {
	p := &pool{free: make(channel, 1)}
	p.free <- 1
	take := p.take
	for range 2 {
		go take()
	}
	time.Sleep(20 * time.Millisecond)
}

//proof:by methodValue
func (p *pool) take() {
	if len(p.free) >= 1 {
		pause()
		sink = <-p.free // want `this waits if the goroutine of line \d+ takes the last value`
	}
}
