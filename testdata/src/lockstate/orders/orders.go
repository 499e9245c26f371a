// Package orders takes locks while it holds others.
package orders

import "sync"

type a struct {
	mu sync.Mutex
	b  *b
	c  *c
}

type b struct {
	rw sync.RWMutex
	c  *c
}

type c struct{ mu sync.Mutex }

func direct(x *a) {
	x.mu.Lock()
	x.b.rw.RLock() // want "a.mu before b.rw by 1."
	x.b.rw.RUnlock()
	x.mu.Unlock()
	x.c.mu.Lock()
	x.c.mu.Unlock()
}

func (y *b) touch() {
	y.rw.Lock()
	y.c.mu.Lock() // want "b.rw before c.mu by 1."
	y.c.mu.Unlock()
	y.rw.Unlock()
}

func calls(x *a) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.b.touch() // want "a.mu before b.rw by 2." "a.mu before c.mu by 2 under rw."
}

func gated(x *a) {
	x.c.mu.Lock()
	x.mu.Lock()    // want "c.mu before a.mu by 1."
	x.b.rw.RLock() // want "c.mu before b.rw by 1 under mu." "a.mu before b.rw by 1 under mu."
	x.b.rw.RUnlock()
	x.mu.Unlock()
	x.c.mu.Unlock()
}

func tries(x *a) {
	x.mu.Lock()
	if x.b.rw.TryLock() {
		x.b.rw.Unlock()
	}
	x.mu.Unlock()
}

func starts(x *a) {
	x.mu.Lock()
	go x.b.touch()
	x.mu.Unlock()
}

func fresh(x *a) {
	x.mu.Lock()
	y := new(b)
	y.rw.Lock()
	y.rw.Unlock()
	x.mu.Unlock()
}

// It is called with the lock that it releases.
func releases(x *a) {
	x.c.mu.Lock() // want "a.mu before c.mu by 1."
	x.c.mu.Unlock()
	x.mu.Unlock()
}

func twoOfAKind(x, y *a) {
	x.mu.Lock()
	y.mu.Lock()
	y.mu.Unlock()
	x.mu.Unlock()
}
