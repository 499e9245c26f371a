package quiet

import (
	"reflect"
	"sort"
	"sync"
)

// Another lock takes the object out of the reach of others before it is read.

type Promise struct {
	mu       sync.Mutex
	children []*Promise
	sink     *Sink
}

type Sink struct {
	rw      sync.RWMutex
	promise *Promise
}

//proof:by promises
func (s *Sink) With() *Sink {
	s.rw.RLock()
	defer s.rw.RUnlock()
	if s.promise == nil {
		return nil
	}
	return s.promise.add()
}

//proof:by promises
func (p *Promise) add() *Sink {
	child := &Promise{sink: new(Sink)}
	child.sink.promise = child
	p.mu.Lock()
	defer p.mu.Unlock()
	p.children = append(p.children, child)
	return child.sink
}

//proof:by promises
func (p *Promise) last() *Promise {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.children[len(p.children)-1]
}

//proof:by promises
func (p *Promise) drop() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.children = p.children[:len(p.children)-1]
}

//proof:by promises
func (p *Promise) Fulfill() {
	p.sink.rw.Lock()
	p.sink.promise = nil
	p.sink.rw.Unlock()
	for _, child := range p.children {
		child.Fulfill()
	}
}

//proof:ok
func promises() {
	p := &Promise{sink: new(Sink)}
	p.sink.promise = p
	p.add()
	p.add()
	p.last()
	p.drop()
	together(p.Fulfill, func() { p.sink.With() })
}

// The other object holds the lock from its beginning to its end.

type Store struct {
	rw    sync.RWMutex
	rev   int
	revMu sync.Mutex
	last  int // guarded by revMu, and set under rw as well
}

type Txn struct{ store *Store }

//proof:by transactions
func (s *Store) Begin() *Txn {
	s.rw.RLock()
	return &Txn{store: s}
}

//proof:by transactions
func (t *Txn) Rev() int { return t.store.rev + t.store.last }

//proof:by transactions
func (t *Txn) End() { t.store.rw.RUnlock() }

//proof:by transactions
func (s *Store) Put() {
	s.rw.Lock()
	defer s.rw.Unlock()
	s.rev++
	s.note()
}

//proof:by transactions
func (s *Store) note() {
	s.revMu.Lock()
	defer s.revMu.Unlock()
	s.last++
}

//proof:by transactions
func (s *Store) Last() int {
	s.revMu.Lock()
	defer s.revMu.Unlock()
	return s.last
}

//proof:by transactions
func (s *Store) Compact() {
	s.rw.Lock()
	defer s.rw.Unlock()
	if s.rev > 10 {
		s.rev = 0
		s.revMu.Lock()
		s.last = s.last / 2
		s.revMu.Unlock()
	}
}

//proof:by transactions
func (s *Store) Rev() int {
	s.rw.RLock()
	defer s.rw.RUnlock()
	return s.rev
}

//proof:ok
func transactions() {
	s := new(Store)
	together(s.Put, s.Compact, func() { s.Rev(); s.Last() }, func() {
		t := s.Begin()
		reflect.ValueOf(t).MethodByName("Rev").Call(nil) // as somebody in another package does
		t.End()
	})
}

// Package sort calls the methods, for somebody who has the lock.

type Ranking struct {
	mu     sync.Mutex
	points []int
}

//proof:by rankings
func (r *Ranking) Len() int { return len(r.points) }

//proof:by rankings
func (r *Ranking) Less(i, j int) bool { return r.points[i] < r.points[j] }

//proof:by rankings
func (r *Ranking) Swap(i, j int) { r.points[i], r.points[j] = r.points[j], r.points[i] }

//proof:by rankings
func (r *Ranking) Add(n int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.points = append(r.points, n)
	sort.Sort(r)
}

//proof:by rankings
func (r *Ranking) Best() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.points[len(r.points)-1]
}

//proof:by rankings
func (r *Ranking) Forget() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.points = r.points[:1]
}

//proof:ok
func rankings() {
	r := new(Ranking)
	r.Add(1)
	together(func() { r.Add(2) }, func() { r.Best() }, r.Forget)
}

// The goroutines that share it are started afterwards.

type Worker struct {
	mu   sync.Mutex
	jobs int
	wg   sync.WaitGroup
}

//proof:by workers
func (w *Worker) Launch(n int) {
	w.jobs = n
	w.wg.Go(w.work)
	w.wg.Go(w.work)
}

//proof:by workers
func (w *Worker) work() {
	for w.left() > 0 {
		w.take()
	}
}

//proof:by workers
func (w *Worker) take() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.jobs--
}

//proof:by workers
func (w *Worker) left() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.jobs
}

//proof:by workers
func (w *Worker) More() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.jobs++
}

//proof:ok
func workers() {
	w := new(Worker)
	w.Launch(3)
	w.More()
	w.wg.Wait()
}

// The comment says on what terms.

type Table struct {
	rw sync.RWMutex
	m  map[string]int
}

// Raw returns the underlying map, which must not be used while others put.
//
//proof:by tables
func (t *Table) Raw() map[string]int {
	t.rw.RLock()
	defer t.rw.RUnlock()
	return t.m
}

//proof:by tables
func (t *Table) Put(k string) {
	t.rw.Lock()
	defer t.rw.Unlock()
	t.m[k]++
}

//proof:by tables
func (t *Table) Take(k string) int {
	t.rw.Lock()
	defer t.rw.Unlock()
	n := t.m[k]
	delete(t.m, k)
	return n
}

// An object that is used again, and one that is started.
//
//proof:by tables
func (t *Table) Reset() { t.m = make(map[string]int) }

//proof:ok
func tables() {
	t := new(Table)
	t.Reset()
	together(func() { t.Put("a") }, func() { t.Take("a") })
	_ = len(t.Raw())
}
