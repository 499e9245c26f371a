// Package ok looks the same and is right.
package ok

import (
	"iter"
	"sync"
)

type queue struct {
	mu    sync.Mutex
	cond  sync.Cond
	items []int
	ready bool
	n     int
}

func newQueue() *queue {
	q := new(queue)
	q.cond.L = &q.mu
	return q
}

//proof:by loops
func (q *queue) put(item int) {
	q.mu.Lock()
	q.items = append(q.items, item)
	q.ready = true
	q.mu.Unlock()
	q.cond.Broadcast()
}

//proof:by loops
func (q *queue) take() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) == 0 {
		q.cond.Wait()
	}
	item := q.items[0]
	q.items = q.items[1:]
	return item
}

//proof:ok
func loops() {
	q := newQueue()
	done := make(chan int)
	go func() { done <- q.take() }()
	q.put(1)
	<-done
}

//proof:by ifInLoop
func (q *queue) takeAny() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	for {
		if len(q.items) == 0 {
			q.cond.Wait()
			continue
		}
		if len(q.items) == 0 {
			q.cond.Wait()
		}
		if len(q.items) > 0 {
			return q.items[0]
		}
	}
}

//proof:ok
func ifInLoop() {
	q := newQueue()
	go q.put(1)
	q.takeAny()
}

// P9: the loop is a goto.
//
//proof:ok
func jumps() {
	q := newQueue()
	go q.put(1)
	q.mu.Lock()
again:
	if len(q.items) == 0 {
		q.cond.Wait()
		goto again
	}
	q.n = q.items[0]
	q.mu.Unlock()
}

// P2: who calls it tests the condition.
//
//proof:by callerLoops
func (q *queue) waitOnce() bool {
	if len(q.items) == 0 {
		q.cond.Wait()
	}
	return len(q.items) > 0
}

//proof:ok
func callerLoops() {
	q := newQueue()
	go q.put(1)
	q.mu.Lock()
	for !q.waitOnce() {
	}
	q.mu.Unlock()
}

// A wrapper.
//
//proof:by wrapped
func (q *queue) wait() { q.cond.Wait() }

//proof:ok
func wrapped() {
	q := newQueue()
	go q.put(1)
	q.mu.Lock()
	for len(q.items) == 0 {
		q.wait()
	}
	q.mu.Unlock()
}

// Ready once, ready for ever.
//
//proof:by oneShot
func (q *queue) waitReady() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	if !q.ready {
		q.cond.Wait()
	}
	return len(q.items)
}

//proof:ok
func oneShot() {
	q := newQueue()
	go q.put(1)
	q.waitReady()
}

//proof:ok
func literal() {
	var mu sync.Mutex
	c := sync.Cond{L: &mu}
	ready := false
	go func() {
		mu.Lock()
		ready = true
		mu.Unlock()
		c.Signal()
	}()
	mu.Lock()
	for !ready {
		c.Wait()
	}
	mu.Unlock()
}

type pointer struct{ c *sync.Cond }

//proof:ok
func handedIn() {
	c := new(sync.Cond)
	setLocker(c)
	p := pointer{c}
	n := 0
	go func() {
		p.c.L.Lock()
		n = 1
		p.c.L.Unlock()
		p.c.Signal()
	}()
	c.L.Lock()
	for n == 0 {
		c.Wait()
	}
	c.L.Unlock()
}

//proof:by handedIn
func setLocker(c *sync.Cond) { c.L = new(sync.Mutex) }

// P7: another type.
type barrier struct{ n int }

//proof:by otherType
func (b *barrier) Wait() { b.n++ }

//proof:ok
func otherType() {
	b := new(barrier)
	if b.n == 0 {
		b.Wait()
	}
	b.n++
}

type alias = sync.Cond

//proof:ok
func throughAlias() {
	var mu sync.Mutex
	c := (*alias)(sync.NewCond(&mu))
	n := 0
	go func() {
		mu.Lock()
		n++
		mu.Unlock()
		c.Signal()
	}()
	mu.Lock()
	for n == 0 {
		c.Wait()
	}
	mu.Unlock()
}

//proof:by rangeOver
func (q *queue) all() iter.Seq[int] {
	return func(yield func(int) bool) {
		for {
			if !yield(q.take()) {
				return
			}
		}
	}
}

//proof:ok
func rangeOver() {
	q := newQueue()
	q.put(1)
	for range q.all() {
		break
	}
}

// P10: a method value.
//
//proof:ok
func methodValue() {
	q := newQueue()
	wait := q.cond.Wait
	go q.put(1)
	q.mu.Lock()
	for len(q.items) == 0 {
		wait()
	}
	q.mu.Unlock()
}

type promise struct {
	mu   sync.Mutex
	cond sync.Cond
	set  bool
	val  any
}

func newPromise(val any) *promise {
	p := &promise{set: val != nil, val: val}
	p.cond.L = &p.mu
	return p
}

//proof:by setOnce
func (p *promise) get() any {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.set {
		p.cond.Wait() // once set it stays set, however it was made
	}
	return p.val
}

//proof:ok
func setOnce() {
	p := newPromise(nil)
	done := make(chan any)
	go func() { done <- p.get() }()
	p.mu.Lock()
	p.set, p.val = true, 1
	p.mu.Unlock()
	p.cond.Broadcast()
	<-done
	newPromise(2).get()
}

// Somebody else has the Cond, too.
type sharing struct {
	cond *sync.Cond
	done bool
}

//proof:by shared
func newSharing(c *sync.Cond) *sharing { return &sharing{cond: c} }

//proof:by shared
func (s *sharing) wait() {
	s.cond.L.Lock()
	defer s.cond.L.Unlock()
	for !s.done {
		s.cond.Wait()
	}
}

//proof:ok
func shared() {
	c := sync.NewCond(new(sync.Mutex))
	s := newSharing(c)
	go func() {
		c.L.Lock()
		s.done = true
		c.L.Unlock()
		c.Broadcast()
	}()
	s.wait()
}

// The Cond is handed on.
type lending struct {
	cond *sync.Cond
	done bool
}

//proof:by lent
func (l *lending) own() *sync.Cond { return l.cond }

//proof:by lent
func (l *lending) wait() {
	l.cond.L.Lock()
	defer l.cond.L.Unlock()
	for !l.done {
		l.cond.Wait()
	}
}

//proof:ok
func lent() {
	l := &lending{cond: sync.NewCond(new(sync.Mutex))}
	go func() {
		l.cond.L.Lock()
		l.done = true
		l.cond.L.Unlock()
		l.own().Signal()
	}()
	l.wait()
}

// A method value wakes.
type calling struct {
	cond *sync.Cond
	done bool
	wake func()
}

//proof:by called
func newCalling() *calling {
	c := &calling{cond: sync.NewCond(new(sync.Mutex))}
	c.wake = c.cond.Broadcast
	return c
}

//proof:by called
func (c *calling) wait() {
	c.cond.L.Lock()
	defer c.cond.L.Unlock()
	for !c.done {
		c.cond.Wait()
	}
}

//proof:ok
func called() {
	c := newCalling()
	go func() {
		c.cond.L.Lock()
		c.done = true
		c.cond.L.Unlock()
		c.wake()
	}()
	c.wait()
}

type monitor struct {
	mu   sync.Mutex
	cond *sync.Cond
	n    int
}

func newMonitor() *monitor {
	m := new(monitor)
	m.cond = sync.NewCond(&m.mu)
	return m
}

// P4: the caller has the lock.
//
//proof:by enters
func (m *monitor) await(n int) {
	for m.n < n {
		m.cond.Wait()
	}
}

//proof:by enters
func (m *monitor) Reach(n int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.await(n)
}

//proof:by enters
func (m *monitor) Count() {
	m.mu.Lock()
	m.n++
	m.mu.Unlock()
	m.cond.Broadcast()
}

//proof:ok
func enters() {
	m := newMonitor()
	go m.Count()
	m.Reach(1)
}

// The callers of the package lock it.
type Locked struct {
	sync.Mutex
	cond *sync.Cond
	n    int
}

//proof:by lockedOutside
func (l *Locked) Await() {
	for l.n == 0 {
		l.cond.Wait()
	}
}

//proof:ok
func lockedOutside() {
	l := new(Locked)
	l.cond = sync.NewCond(l)
	go func() {
		l.Lock()
		defer l.Unlock()
		l.n++
		l.cond.Broadcast()
	}()
	l.Lock()
	l.Await()
	l.Unlock()
}

// P2: a helper has locked it.
//
//proof:by helped
func (m *monitor) enter() { m.mu.Lock() }

//proof:by helped
func (m *monitor) waitFor(n int) {
	m.enter()
	for m.n < n {
		m.cond.Wait()
	}
	m.mu.Unlock()
}

//proof:ok
func helped() {
	m := newMonitor()
	go m.Count()
	m.waitFor(1)
}

// A literal that runs with the lock.
//
//proof:by inLiteral
func (m *monitor) with(f func()) {
	m.mu.Lock()
	defer m.mu.Unlock()
	f()
}

//proof:ok
func inLiteral() {
	m := newMonitor()
	go m.Count()
	m.with(func() {
		for m.n == 0 {
			m.cond.Wait()
		}
	})
}
