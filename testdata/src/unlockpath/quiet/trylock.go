package quiet

import "sync"

type try struct {
	mu sync.Mutex
	n  int
}

// The result decides.
//
//proof:by tries
func (t *try) add() bool {
	if !t.mu.TryLock() {
		return false
	}
	defer t.mu.Unlock()
	t.n++
	return true
}

// It is kept for later.
//
//proof:by tries
func (t *try) later() {
	got := t.mu.TryLock()
	t.touch()
	if got {
		t.mu.Unlock()
	}
}

//proof:by tries
func (t *try) touch() {}

// The caller gets it.
//
//proof:by tries
func (t *try) lock() bool { return t.mu.TryLock() }

// It only makes sure that the lock is free.
//
//proof:by tries
func (t *try) free() {
	t.mu.TryLock()
	t.mu.Unlock()
}

// It is to be locked from now on, whoever has done it.
//
//proof:by tries
func (t *try) close() { t.mu.TryLock() }

//proof:ok
func tries() {
	t := new(try)
	t.add()
	t.later()
	if t.lock() {
		t.free()
	}
	t.close()
}
