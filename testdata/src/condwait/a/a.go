// Package a waits once.
package a

import (
	"sync"
	"time"
)

type queue struct {
	cond  *sync.Cond
	items []int
	open  bool
}

func newQueue() *queue { return &queue{cond: sync.NewCond(new(sync.Mutex))} }

// row: D01
//
//proof:by faster
func (q *queue) Take() int {
	q.cond.L.Lock()
	defer q.cond.L.Unlock()
	if len(q.items) == 0 {
		q.cond.Wait() // want `the condition of line 23 may be false again when Wait returns: another goroutine can take the lock first; test it in a for loop`
	}
	item := q.items[0] //proof:at
	q.items = q.items[1:]
	return item
}

//proof:by faster
func (q *queue) put(item int) {
	q.cond.L.Lock()
	q.items = append(q.items, item)
	q.cond.L.Unlock()
	q.cond.Broadcast()
}

//proof:panic index out of range
func faster() {
	q := newQueue()
	for range 2 {
		go q.Take()
	}
	time.Sleep(10 * time.Millisecond)
	q.put(1)
	time.Sleep(10 * time.Millisecond)
}

// row: D01
//
//proof:observe
//proof:instead q.cond.Wait() => for !q.open { q.cond.Wait() }
func doorCloses() bool {
	q := newQueue()
	var wg sync.WaitGroup
	in := make(chan bool, 1)
	wg.Go(func() {
		q.cond.L.Lock()
		if !q.open {
			q.cond.Wait() // want `the condition of line 60 may be false again when Wait returns`
		}
		in <- q.open
		q.cond.L.Unlock()
	})
	time.Sleep(10 * time.Millisecond)
	q.cond.L.Lock()
	q.open = true
	q.cond.Broadcast()
	q.open = false
	q.cond.L.Unlock()
	time.Sleep(10 * time.Millisecond)
	q.unlock()
	wg.Wait()
	return !<-in
}

//proof:by doorCloses
func (q *queue) unlock() {
	q.cond.L.Lock()
	q.open = true
	q.cond.L.Unlock()
	q.cond.Broadcast()
}

type plugin struct {
	activate *sync.Cond
	manifest *string
}

// The condition changes, and nobody says so.
//
//proof:by leakUnwoken
func (p *plugin) wait() {
	p.activate.L.Lock()
	defer p.activate.L.Unlock()
	for p.manifest == nil {
		p.activate.Wait() // want `this Wait never returns: nobody in the package calls Signal or Broadcast of the Cond activate; do it where the condition changes`
	}
}

//proof:by leakUnwoken
func (p *plugin) set(manifest string) {
	if p.activate == nil {
		return
	}
	p.activate.L.Lock()
	p.manifest = &manifest
	p.activate.L.Unlock()
}

//proof:leak
func leakUnwoken() {
	p := &plugin{activate: sync.NewCond(new(sync.Mutex))}
	go p.wait()
	time.Sleep(10 * time.Millisecond)
	p.set("x")
}

type barrier struct {
	mu   sync.Mutex
	cond sync.Cond
	open bool
}

//proof:leak
func leakUnwokenValue() {
	g := new(barrier)
	g.cond.L = &g.mu
	go func() {
		g.mu.Lock()
		defer g.mu.Unlock()
		for !g.open {
			g.cond.Wait() // want `nobody in the package calls Signal or Broadcast of the Cond cond`
		}
	}()
}

// row: D03
//
//proof:panic nil pointer dereference
func zeroCond() {
	var c sync.Cond
	c.Wait() // want `nobody sets the L of this Cond, which Wait unlocks first: it panics; make the Cond with sync.NewCond`
}

// row: D03
//
//proof:panic nil pointer dereference
func newCond() {
	c := new(sync.Cond)
	for {
		c.Wait() // want `nobody sets the L of this Cond`
	}
}

type gate struct {
	mu   sync.Mutex
	cond sync.Cond
	open bool
}

// row: D03
//
//proof:panic nil pointer dereference
func fieldCond() {
	g := new(gate)
	g.mu.Lock()
	for !g.open {
		g.cond.Wait() // want `nobody sets the L of this Cond`
	}
	g.mu.Unlock()
}

// row: D02
//
//proof:fatal unlock of unlocked mutex
func local() {
	c := sync.NewCond(new(sync.Mutex))
	ready := false
	go func() { ready = true }()
	for !ready {
		c.Wait() // want `this Wait first unlocks the L of its Cond, which nobody has locked here: a fatal error that recover can't catch; lock it before the condition is tested`
	}
	c.Signal()
}

type stack struct {
	mu    sync.Mutex
	cond  *sync.Cond
	items []int
}

func newStack() *stack {
	s := new(stack)
	s.cond = sync.NewCond(&s.mu)
	return s
}

//proof:by emptyStack
func (s *stack) Push(item int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.items = append(s.items, item)
	s.cond.Signal()
}

//proof:by emptyStack
func (s *stack) Len() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.items)
}

// row: D02
//
//proof:by emptyStack
func (s *stack) Pop() int {
	for s.Len() == 0 {
		s.cond.Wait() // want `this Wait first unlocks the L of its Cond`
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	item := s.items[0]
	s.items = s.items[1:]
	return item
}

//proof:fatal unlock of unlocked mutex
func emptyStack() {
	s := newStack()
	s.Pop()
	s.Push(1)
}

//proof:by readers
func (s *stack) idle() {
	for len(s.items) > 0 {
		s.cond.Wait() // want `this Wait first unlocks the L of its Cond`
	}
}

//proof:fatal unlock of unlocked mutex
func readers() {
	s := newStack()
	s.Push(1)
	var wg sync.WaitGroup
	wg.Go(func() { s.idle() })
	wg.Wait()
}
