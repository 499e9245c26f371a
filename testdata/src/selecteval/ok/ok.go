// Package ok has values in send cases that are as good later.
package ok

import (
	"container/list"
	"time"
)

type queue struct{ items []int }

func (q *queue) front() int { return q.items[0] }

func (q *queue) pop() int {
	v := q.items[0]
	q.items = q.items[1:]
	return v
}

// The value stays until it is sent.
//
//proof:ok
func front() {
	q := &queue{[]int{1, 2}}
	out := make(chan int, 2)
	for len(q.items) > 0 {
		select {
		case out <- q.front():
			q.items = q.items[1:]
		case <-time.After(time.Hour):
		}
	}
}

// There is no other case.
//
//proof:ok
func single() {
	in, out := make(chan int, 1), make(chan int, 1)
	in <- 1
	select {
	case out <- <-in:
	}
}

// An ordinary send.
//
//proof:ok
func plain() {
	in, out := make(chan int, 1), make(chan int, 1)
	in <- 1
	out <- <-in
}

// The other case ends it all: nobody misses the value.
//
//proof:ok
func ends() {
	q := &queue{[]int{1, 2}}
	out, done := make(chan int), make(chan struct{})
	close(done)
	for {
		select {
		case out <- q.pop():
		case <-done:
			return
		}
	}
}

// What nobody takes is dropped on purpose.
//
//proof:ok
func dropped() {
	q := &queue{[]int{1, 2}}
	out := make(chan int)
	for len(q.items) > 0 {
		select {
		case out <- q.pop():
		default:
		}
	}
}

// The literal runs later.
//
//proof:ok
func literal() {
	in, out := make(chan int, 1), make(chan func() int, 1)
	in <- 1
	select {
	case out <- func() int { return <-in }:
	default:
	}
	<-out
}

func (q *queue) later() <-chan int {
	ch := make(chan int, 1)
	ch <- len(q.items)
	return ch
}

// Receives and pops stand before the select.
//
//proof:ok
func before() {
	in, out, tick := make(chan int, 1), make(chan int, 1), make(chan int)
	in <- 1
	q := &queue{[]int{1}}
	v := <-in + q.pop()
	select {
	case out <- v:
	case <-tick:
	}
}

// In the body of the case it is chosen already.
//
//proof:ok
func body() {
	q := &queue{[]int{1}}
	out, tick := make(chan int, 1), make(chan int)
	select {
	case out <- 1:
		q.pop()
	case <-tick:
	}
}

// What is computed is as good the next time.
//
//proof:ok
func computed() {
	q := &queue{[]int{1}}
	out, tick := make(chan int, 1), make(chan int)
	select {
	case out <- len(q.items) + sum(q.items):
	case <-tick:
	}
}

func sum(list []int) (n int) {
	for _, v := range list {
		n += v
	}
	return n
}

// A time is waited for.
//
//proof:ok
func clock() {
	out, tick := make(chan time.Time, 1), make(chan int)
	select {
	case out <- <-time.After(time.Millisecond):
	case <-tick:
	}
}

type window struct{ items []int }

// Only the window moves; what is returned stays in it.
func (w *window) slide() []int {
	w.items = w.items[1:]
	return w.items
}

//proof:ok
func slides() {
	w := &window{[]int{1, 2}}
	out, tick := make(chan []int, 1), make(chan int)
	select {
	case out <- w.slide():
	case <-tick:
	}
}

type other struct{ *list.List }

// Another method of the name Remove.
func (o other) Remove(*list.Element) any { return o.Len() }

//proof:ok
func named() {
	o := other{list.New()}
	out, tick := make(chan any, 1), make(chan int)
	select {
	case out <- o.Remove(nil):
	case <-tick:
	}
}

// A method value, and a function that receives only sometimes.
//
//proof:ok
func sometimes() {
	s := &maybe{ch: make(chan int)}
	get := s.get
	out, tick := make(chan int, 2), make(chan int)
	select {
	case out <- get():
	case <-tick:
	}
	select {
	case out <- s.get():
	case <-tick:
	}
}

type maybe struct {
	ch  chan int
	all bool
}

func (m *maybe) get() int {
	if m.all {
		return <-m.ch
	}
	return 0
}

type values func(yield func(int) bool)

// In the body of an iterator.
//
//proof:ok
func iterated() {
	out := make(chan int, 2)
	var two values = func(yield func(int) bool) { _ = yield(1) && yield(2) }
	for v := range two {
		select {
		case out <- v:
		default:
		}
	}
}
