// Package elements has copies of values that are on their way somewhere: sent
// on a channel, or element by element from slice to slice.
package elements

import (
	"slices"
	"sync"
	"sync/atomic"
)

type conn struct {
	mu sync.Mutex
	id int
}

type pool struct{ conns []conn }

func newPool() *pool { return &pool{conns: []conn{{id: 1}, {id: 2}}} }

// row: M03
//
//proof:observe
//proof:instead chan conn => chan *conn
//proof:instead ch <- *c => ch <- c
func sentLocked() bool {
	ch := make(chan conn, 1)
	c := &conn{}
	c.mu.Lock()
	ch <- *c // want `send copies conn with its mu sync\.Mutex: .*; send a pointer`
	c.mu.Unlock()
	select {
	case d := <-ch: // want `assignment to d copies conn`
		return !d.mu.TryLock()
	}
}

// row: M03
//
//proof:observe
//proof:instead chan sync.Mutex => chan *sync.Mutex
//proof:instead ch <- mu => ch <- &mu
func sentInSelect() bool {
	ch := make(chan sync.Mutex, 1)
	var mu sync.Mutex
	mu.Lock()
	select {
	case ch <- mu: // want `send copies sync\.Mutex`
	default:
	}
	mu.Unlock()
	got := <-ch // want `assignment to got copies sync\.Mutex`
	return !got.TryLock()
}

//proof:observe
//proof:instead chan conn => chan *conn
//proof:instead ch <- c => ch <- &c
func sentUsedInLoop() bool {
	ch := make(chan conn, 2)
	var c conn
	for range 2 {
		ch <- c // want `send copies conn`
		c.mu.TryLock()
	}
	c.mu.Unlock()
	<-ch
	d := <-ch // want `assignment to d copies conn`
	return !d.mu.TryLock()
}

// row: M03
//
//proof:observe
//proof:instead slices.Clone(p.conns) => p.conns
func cloned() bool {
	p := newPool()
	p.conns[0].mu.Lock()
	c := slices.Clone(p.conns) // want `slices\.Clone copies each conn with its mu sync\.Mutex in p\.conns: .*; keep pointers in it`
	p.conns[0].mu.Unlock()
	return !c[0].mu.TryLock()
}

// row: M03
//
//proof:observe
//proof:instead append([]conn(nil), p.conns...) => p.conns
func appended() bool {
	p := newPool()
	p.conns[1].mu.Lock()
	c := append([]conn(nil), p.conns...) // want `append copies each conn with its mu sync\.Mutex in p\.conns`
	p.conns[1].mu.Unlock()
	return !c[1].mu.TryLock()
}

// row: A04
//
//proof:observe
//proof:instead copy(snapshot, hits) => snapshot = hits
func copied() bool {
	hits := make([]atomic.Int64, 2)
	hits[0].Add(1)
	snapshot := make([]atomic.Int64, 2)
	copy(snapshot, hits) // want `copy copies each atomic\.Int64 in hits: the copy is not read atomically and misses later updates`
	hits[0].Add(1)
	return snapshot[0].Load() == 1
}

//proof:observe
//proof:instead slices.Concat(p.conns, q.conns) => []*conn{&p.conns[0], &p.conns[1], &q.conns[0], &q.conns[1]}
func concatenated() bool {
	p, q := newPool(), newPool()
	q.conns[0].mu.Lock()
	all := slices.Concat(p.conns, q.conns) // want `in p\.conns` `in q\.conns`
	q.conns[0].mu.Unlock()
	return !all[2].mu.TryLock()
}

//proof:observe
//proof:instead slices.Insert(p.conns, 0, q.conns...) => []*conn{&q.conns[0], &q.conns[1], &p.conns[0], &p.conns[1]}
func inserted() bool {
	p, q := newPool(), newPool()
	q.conns[0].mu.Lock()
	all := slices.Insert(p.conns, 0, q.conns...) // want `slices\.Insert copies each conn with its mu sync\.Mutex in q\.conns`
	q.conns[0].mu.Unlock()
	return !all[0].mu.TryLock()
}

//proof:none a caller's elements may be in use
func parameter(conns []conn) []conn {
	return slices.Clone(conns) // want `slices\.Clone copies each conn`
}
