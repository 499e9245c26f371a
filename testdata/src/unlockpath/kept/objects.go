package kept

import (
	"context"
	"errors"
	"sync"
)

// Locks that have no name of their own.

type shard struct {
	sync.RWMutex
	m map[string]int
}

type shards struct{ all [4]shard }

//proof:by sharded
func (s *shards) get(i int, k string) (int, error) {
	sh := &s.all[i]
	sh.RLock() // want `sh stays locked on the return at line 24`
	v, ok := sh.m[k]
	if !ok {
		return 0, errMissing
	}
	sh.RUnlock()
	return v, nil
}

var errMissing = errors.New("missing")

//proof:deadlock
func sharded() {
	s := new(shards)
	s.get(1, "a")
	s.all[1].Lock() //proof:at
}

type manager struct {
	mu   sync.Mutex
	jobs map[string]*job
}

type job struct {
	mu  sync.Mutex
	err error
	n   int
}

//proof:by managed
func (g *manager) run(k string) error {
	g.mu.Lock()
	j, ok := g.jobs[k]
	if !ok {
		g.mu.Unlock()
		return errMissing
	}
	j.mu.Lock() // want `j.mu stays locked on the return at line 61`
	g.mu.Unlock()
	if j.err != nil {
		return j.err
	}
	j.n++
	j.mu.Unlock()
	return nil
}

//proof:deadlock
func managed() {
	j := &job{err: errMissing}
	g := &manager{jobs: map[string]*job{"a": j}}
	g.run("a")
	j.mu.Lock() //proof:at
}

//proof:by each
func find(jobs []*job) error {
	for _, j := range jobs {
		j.mu.Lock() // want `j.mu stays locked on the return at line 81`
		if j.n == 0 {
			return errMissing
		}
		j.mu.Unlock()
	}
	return nil
}

//proof:deadlock
func each() {
	j := new(job)
	find([]*job{{n: 1}, j})
	j.mu.Lock() //proof:at
}

// A pair of helpers around the lock.

type pair struct {
	mu sync.Mutex
	n  int
}

//proof:by helped
func (p *pair) enter() { p.mu.Lock() }

//proof:by helped
func (p *pair) leave() { p.mu.Unlock() }

//proof:by helped
func (p *pair) add(n int) error {
	p.enter() // want `p.mu stays locked on the return at line 112`
	if n < 0 {
		return errMissing
	}
	p.n += n
	p.leave()
	return nil
}

//proof:deadlock
func helped() {
	p := new(pair)
	p.add(-1)
	p.mu.Lock() //proof:at
}

// Who waits for the end of a context returns an error.

type waiter struct {
	mu sync.Mutex
	ch chan int
	n  int
}

//proof:by ended
func (w *waiter) next(ctx context.Context) error {
	w.mu.Lock() // want `w.mu stays locked on the return at line 141`
	select {
	case n := <-w.ch:
		w.n = n
	case <-ctx.Done():
		return ctx.Err()
	}
	w.mu.Unlock()
	return nil
}

//proof:deadlock
func ended() {
	w := &waiter{ch: make(chan int)}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	w.next(ctx)
	w.mu.Lock() //proof:at
}

// Nobody ever releases it.

type sealed struct {
	mu sync.Mutex
	n  int
}

//proof:by never
func (s *sealed) set(n int) {
	s.mu.Lock() // want `s.mu stays locked on the return at line 167`
	s.n = n
}

//proof:deadlock
func never() {
	s := new(sealed)
	s.set(1)
	s.mu.Lock() //proof:at
}
