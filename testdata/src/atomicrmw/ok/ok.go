// Package ok has atomic operations that may stand beside each other.
package ok

import (
	"maps"
	"sync"
	"sync/atomic"
)

type stats struct {
	mu     sync.Mutex
	n      atomic.Int64
	max    atomic.Int64
	owned  atomic.Int64
	closed atomic.Bool
	ch     chan int
	conf   atomic.Pointer[config]
	set    atomic.Pointer[config]
	table  atomic.Value
	own    atomic.Value

	guarded atomic.Value // by mu
}

type config struct{ name string }

// CompareAndSwap notices who came between.
//
//proof:ok
func swapped() {
	s := new(stats)
	s.raise(3)
	s.max.Add(1)
}

//proof:by swapped
func (s *stats) raise(v int64) {
	for {
		old := s.max.Load()
		if old >= v || s.max.CompareAndSwap(old, old+v) {
			return
		}
	}
}

// The lock excludes the other writers.
//
//proof:ok
func locked() {
	s := new(stats)
	s.increase()
	s.other()
}

//proof:by locked
func (s *stats) increase() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.n.Store(s.n.Load() + 1)
}

func (s *stats) other() { s.mu.Lock(); s.n.Add(1); s.mu.Unlock() }

// One function writes, others read.
//
//proof:ok
func oneWriter() {
	s := new(stats)
	s.tick()
	_ = s.owned.Load()
}

//proof:by oneWriter
func (s *stats) tick() { s.owned.Store(s.owned.Load() + 1) }

// A flag may be set twice.
//
//proof:ok
func idempotent() {
	s := &stats{ch: make(chan int, 1)}
	s.mark()
	s.end()
}

//proof:by idempotent
func (s *stats) mark() {
	if !s.closed.Load() {
		s.closed.Store(true)
	}
}

//proof:by idempotent
func (s *stats) end() {
	if s.closed.CompareAndSwap(false, true) {
		close(s.ch)
	}
}

// The close is guarded by the lock.
//
//proof:ok
func closedUnderLock() {
	s := &stats{ch: make(chan int)}
	s.close()
	s.close()
}

//proof:by closedUnderLock
func (s *stats) close() {
	if s.closed.Load() {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.closed.Load() {
		s.closed.Store(true)
		close(s.ch)
	}
}

// Nobody stores nil.
//
//proof:ok
func neverNil() {
	s := new(stats)
	s.set.Store(&config{"x"})
	_ = s.name()
}

//proof:by neverNil
func (s *stats) name() string {
	if s.set.Load() != nil {
		return s.set.Load().name
	}
	return ""
}

// Loaded once.
//
//proof:ok
func once() {
	s := new(stats)
	_ = s.confName()
	s.conf.Store(nil)
}

//proof:by once
func (s *stats) confName() string {
	if c := s.conf.Load(); c != nil {
		return c.name
	}
	return ""
}

// The copy is changed and stored.
//
//proof:ok
func copied() {
	s := new(stats)
	s.table.Store(map[string]int{})
	s.put("a")
	_ = s.get("a")
}

//proof:by copied
func (s *stats) put(key string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	old := s.table.Load().(map[string]int)
	m := maps.Clone(old)
	m[key] = 1
	s.table.Store(m)
}

//proof:by copied
func (s *stats) get(key string) int { return s.table.Load().(map[string]int)[key] }

// The variable gets a copy.
//
//proof:ok
func reassigned() {
	s := new(stats)
	s.own.Store(map[string]int{})
	m := s.own.Load().(map[string]int)
	m = maps.Clone(m)
	m["a"] = 1
	_ = s.own.Load()
}

// All hold the lock.
//
//proof:ok
func allLocked() {
	s := new(stats)
	s.guarded.Store(map[string]int{})
	s.mu.Lock()
	s.guarded.Load().(map[string]int)["a"]++
	s.mu.Unlock()
}

// Two variables.
//
//proof:ok
func moved() {
	var a, b stats
	a.n.Store(b.n.Load() + 1)
	b.other()
}

// A Ring has one producer and one consumer.
type Ring struct {
	head, tail atomic.Uint64
	buf        [8]int
}

//proof:none one goroutine puts
func (r *Ring) Put(v int) bool {
	if r.tail.Load()-r.head.Load() == uint64(len(r.buf)) {
		return false
	}
	r.buf[r.tail.Load()%8] = v
	r.tail.Store(r.tail.Load() + 1)
	return true
}

type progress struct{ done atomic.Int64 }

//proof:none one goroutine works
func (p *progress) step() { p.done.Store(p.done.Load() + 1) }

// Queue has one writer and one reader.
type Queue struct {
	head, tail atomic.Int64
	items      [8]int
}

//proof:by queued
func (q *Queue) Push(v int) bool {
	h := q.head.Load()
	if h-q.tail.Load() == 8 {
		return false
	}
	q.items[h%8] = v
	h++
	q.head.Store(h)
	return true
}

//proof:ok
func queued() {
	q := new(Queue)
	if !q.Push(1) {
		panic("full")
	}
}

type door struct{ open atomic.Bool }

// It stays open: nothing is kept apart.
//
//proof:by opened
func (d *door) Open() {
	if d.open.Load() {
		return
	}
	d.open.Store(true)
}

// Who tries first goes on.
//
//proof:by opened
func (d *door) enter() bool {
	if !d.open.CompareAndSwap(false, true) {
		return false
	}
	defer d.open.Store(false)
	return true
}

//proof:ok
func opened() {
	d := new(door)
	d.Open()
	d.enter()
}

// One goroutine sets the flag, and closes.
type replay struct {
	ready  atomic.Bool
	readyC chan int
}

//proof:by oneGoroutine
func (r *replay) run(events int) {
	for i := range events {
		if !r.ready.Load() && i > 1 {
			r.ready.Store(true)
			close(r.readyC)
		}
	}
}

//proof:ok
func oneGoroutine() {
	r := &replay{readyC: make(chan int)}
	go r.run(4)
	<-r.readyC
}
