package quiet

import (
	"sync"
	"testing"
)

// A test of the lock does what others must not.
//
//proof:none a test, which go test runs
func TestReadersDontWait(t *testing.T) {
	var rw sync.RWMutex
	go func() {
		rw.Lock()
		rw.Unlock()
	}()
	rw.RLock()
	rw.RLock()
	rw.RUnlock()
	rw.RUnlock()
}

//proof:none a test, which go test runs
func TestWaits(t *testing.T) {
	var mu sync.Mutex
	mu.Lock()
	mu.Lock() // want `this waits for ever`
}

// A test holds a lock to see that some way of the callee does not need it.
//
//proof:none a test runs it
func TestFastPath(t *testing.T) {
	f := &fast{ready: true}
	f.mu.Lock()
	f.get()
	f.mu.Unlock()
}
