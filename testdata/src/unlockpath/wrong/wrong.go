// Package wrong unlocks what is not locked so.
package wrong

import "sync"

type box struct {
	mu sync.Mutex
	rw sync.RWMutex
	n  int
}

// row: M09
//
//proof:fatal sync: unlock of unlocked mutex
func twice() {
	var b box
	b.mu.Lock()
	b.n++
	b.mu.Unlock()
	b.mu.Unlock() // want `b.mu is unlocked already, at line 19: unlocking it again is a fatal error`
}

// row: M10
//
//proof:fatal sync: unlock of unlocked mutex
func deferredToo() {
	b := new(box)
	b.mu.Lock()
	defer b.mu.Unlock() // want `b.mu is unlocked already, at line 31`
	if b.n == 0 {
		b.mu.Unlock()
		return //proof:at
	}
	b.n++
}

// row: M11
//
//proof:fatal sync: Unlock of unlocked RWMutex
func readerUnlocks() {
	b := new(box)
	b.rw.RLock()
	_ = b.n
	b.rw.Unlock() // want `Unlock is a fatal error here: b.rw is held by RLock at line 42; use RUnlock`
}

// row: M12
//
//proof:fatal sync: Unlock of unlocked RWMutex
func readerDefers() {
	b := new(box)
	b.rw.RLock()
	defer b.rw.Unlock() // want `Unlock is a fatal error here`
	_ = b.n
} //proof:at

//proof:fatal sync: RUnlock of unlocked RWMutex
func writerUnlocks() {
	b := new(box)
	b.rw.Lock()
	b.n++
	b.rw.RUnlock() // want `RUnlock is a fatal error here: b.rw is held by Lock at line 60; use Unlock`
}

//proof:by helper
func (b *box) done() { b.mu.Unlock() }

//proof:fatal sync: unlock of unlocked mutex
func helper() {
	b := new(box)
	b.mu.Lock()
	b.done()
	b.mu.Unlock() // want `b.mu is unlocked already, at line 72`
}
