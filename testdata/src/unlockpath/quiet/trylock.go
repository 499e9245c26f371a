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

// It must be held: who gets it is wrong.
//
//proof:by asserts
func (t *try) assertHeld() {
	if t.mu.TryLock() {
		panic("not locked")
	}
	t.mu.Unlock()
}

// Whoever has not got it waits.
//
//proof:by asserts
func (t *try) patient() {
	if !t.mu.TryLock() {
		t.mu.Lock()
	}
	defer t.mu.Unlock()
}

// The deferred literal asks.
//
//proof:by asserts
func (t *try) perhaps() {
	ok := t.mu.TryLock()
	defer func() {
		if ok {
			t.mu.Unlock()
		}
	}()
}

// The loop goes on until it has it.
//
//proof:by asserts
func (t *try) spins() {
	for range 10 {
		if t.mu.TryLock() {
			t.mu.Unlock()
			return
		}
	}
}

//proof:ok
func asserts() {
	t := new(try)
	t.mu.Lock()
	t.assertHeld()
	t.patient()
	t.perhaps()
	t.spins()
}
