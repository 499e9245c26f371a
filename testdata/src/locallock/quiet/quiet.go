// Package quiet looks the same and is right.
package quiet

import "sync"

func use(mu *sync.Mutex) {
	mu.Lock()
	mu.Unlock()
}

//proof:ok
func goroutines() {
	var mu sync.Mutex
	n := 0
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			mu.Lock()
			defer mu.Unlock()
			n++
		})
	}
	wg.Wait()
	mu.Lock()
	n++
	mu.Unlock()
}

//proof:ok
func handedOn() {
	var mu sync.Mutex
	use(&mu)
	mu.Lock()
	mu.Unlock()
}

//proof:ok
func kept() {
	var mu sync.Mutex
	all = append(all, &mu)
	mu.Lock()
	mu.Unlock()
}

var all []*sync.Mutex

//proof:ok
func methodValue() {
	var mu sync.Mutex
	mu.Lock()
	unlock := mu.Unlock
	unlock()
}

//proof:ok
func startsUnlock() {
	var mu sync.Mutex
	mu.Lock()
	go mu.Unlock()
	mu.Lock()
	mu.Unlock()
}

//proof:ok
func condition() {
	var mu sync.Mutex
	c := sync.NewCond(&mu)
	mu.Lock()
	c.Broadcast()
	mu.Unlock()
}

//proof:ok
func literal() {
	var mu sync.Mutex
	f := func() {
		mu.Lock()
		mu.Unlock()
	}
	f()
}

//proof:ok
func iterated() {
	for range seq {
		var mu sync.Mutex
		go use(&mu)
	}
}

func seq(yield func() bool) { yield() }

// A pointer: the lock is somebody else's.
//
//proof:ok
func pointer() {
	mu := all0()
	mu.Lock()
	mu.Unlock()
}

var one sync.Mutex

func all0() *sync.Mutex { return &one }

// It has the methods, and is no lock of package sync.

type Mutex struct{}

func (*Mutex) Lock()   {}
func (*Mutex) Unlock() {}

//proof:ok
func otherType() {
	var mu Mutex
	mu.Lock()
	mu.Unlock()
}

//proof:ok
func neverLocked() {
	var mu sync.Mutex
	_ = mu.TryLock()
}

// A field of a local struct may be handed on with it.

type state struct {
	mu sync.Mutex
	n  int
}

//proof:ok
func inStruct() {
	var s state
	s.mu.Lock()
	s.n++
	s.mu.Unlock()
}

type shared struct{ mu sync.Mutex }

//proof:by parameter
func (s *shared) locked(mu *sync.Mutex) {
	mu.Lock()
	mu.Unlock()
}

//proof:ok
func parameter() {
	s := new(shared)
	s.locked(&s.mu)
}

// It is locked to wait for ever, and protects nothing.
//
//proof:deadlock
func blocks() {
	var mu sync.Mutex
	mu.Lock()
	mu.Lock() //proof:at
}

// The pointer goes elsewhere, or gets another lock.
//
//proof:ok
func pointers() {
	mu := new(sync.Mutex)
	keep(mu)
	mu.Lock()
	mu.Unlock()
	other := new(sync.Mutex)
	other = &one
	other.Lock()
	other.Unlock()
}

var held *sync.Mutex

func keep(mu *sync.Mutex) { held = mu }
