// Package a asks what is held at each call of here.
package a

import (
	"fmt"
	"sync"
)

func here() {}

type box struct {
	mu sync.Mutex
	rw sync.RWMutex
	n  int
}

func straight(b *box) {
	here() // want "nothing"
	b.mu.Lock()
	here() // want "mu written"
	b.rw.RLock()
	here() // want "mu written, rw read"
	b.mu.Unlock()
	here() // want "rw read"
	b.rw.RUnlock()
	here() // want "nothing"
}

func deferred(b *box) {
	defer here() // want "nothing"
	b.mu.Lock()
	defer b.mu.Unlock()
	defer here() // want "mu written"
	here()       // want "mu written"
}

func onePath(b *box, lock bool) {
	if lock {
		b.mu.Lock()
	}
	here() // want "nothing, maybe mu"
	if lock {
		here() // want "mu written"
		b.mu.Unlock()
	}
	here() // want "nothing"
}

func eitherMode(b *box, write bool) {
	if write {
		b.rw.Lock()
		defer b.rw.Unlock()
	} else {
		b.rw.RLock()
		defer b.rw.RUnlock()
	}
	here() // want "nothing, maybe rw"
}

func tries(b *box) {
	if b.mu.TryLock() {
		here() // want "mu written"
		b.mu.Unlock()
	}
	if !b.rw.TryRLock() {
		here() // want "nothing"
		return
	}
	here() // want "rw read"
	b.rw.RUnlock()
}

func (b *box) lock()   { b.mu.Lock() }
func (b *box) unlock() { b.mu.Unlock() }

func (b *box) guard() func() {
	b.mu.Lock()
	return b.mu.Unlock
}

func helpers(b *box) {
	b.lock()
	here() // want "mu written"
	b.unlock()
	here() // want "nothing"
	unlock := b.mu.Unlock
	b.mu.Lock()
	here() // want "mu written"
	unlock()
	here() // want "nothing"
}

func handedOn(b *box) {
	defer b.guard()()
	here() // want "nothing, maybe mu"
}

// The caller holds it, is released, and holds it again.
func pauses(b *box) {
	here() // want "nothing, before mu written"
	b.mu.Unlock()
	here() // want "nothing, before mu written"
	b.mu.Lock()
	here() // want "mu written"
}

func callsPauses(b *box) {
	b.mu.Lock()
	pauses(b)
	here() // want "mu written"
	b.mu.Unlock()
}

type embedded struct{ sync.RWMutex }

func promoted(e *embedded) {
	e.RLock()
	here() // want "RWMutex read"
	e.RUnlock()
	l := e.RLocker()
	l.Lock()
	here() // want "RWMutex read"
	l.Unlock()
}

type waiter struct {
	mu   sync.Mutex
	cond *sync.Cond
}

func newWaiter() *waiter {
	w := new(waiter)
	w.cond = sync.NewCond(&w.mu)
	return w
}

func (w *waiter) wait() {
	w.cond.L.Lock()
	here() // want "mu written"
	w.cond.Wait()
	w.cond.L.Unlock()
}

var global sync.Mutex

func literals() {
	global.Lock()
	func() {
		here() // want "nothing, before global written"
		global.Unlock()
	}()
	here() // want "nothing"
}

// All callers hold it.
func inner(b *box) { here() } // want "nothing, before mu written"

func outer(b *box) {
	b.mu.Lock()
	defer b.mu.Unlock()
	inner(b)
	middle(b)
}

func middle(b *box) { inner(b) }

// Not all of them do.
func sometimes(b *box) { here() } // want "nothing, called with mu"

func without(b *box) { sometimes(b) }

func with(b *box) {
	b.mu.Lock()
	sometimes(b)
	b.mu.Unlock()
}

func loops(all []*box) {
	for _, b := range all {
		b.mu.Lock()
		here() // want "mu written"
		if b.n > 0 {
			b.mu.Unlock()
			continue
		}
		b.mu.Unlock()
		here() // want "nothing"
	}
}

func panics(b *box) {
	b.mu.Lock()
	if b.n < 0 {
		panic(fmt.Sprint(b.n))
	}
	here() // want "mu written"
	b.mu.Unlock()
}

type generic[T any] struct {
	mu sync.Mutex
	v  T
}

func (g *generic[T]) set(v T) {
	g.mu.Lock()
	g.v = v
	here() // want "mu written"
	g.mu.Unlock()
}
