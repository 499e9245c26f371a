// Package unshared has locks that every call makes anew.
package unshared

import (
	"sync"
	"time"
)

// twoCalls reports whether the changes of two calls got lost.
func twoCalls(add func(*int)) bool {
	n := 0
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() { add(&n) })
	}
	wg.Wait()
	return n != 2
}

// They are what the functions should lock.
var (
	shared   sync.Mutex
	sharedRW sync.RWMutex
)

func slowly(n *int) {
	old := *n
	time.Sleep(20 * time.Millisecond)
	*n = old + 1
}

// row: M25
//
//proof:observe
//proof:instead var mu sync.Mutex => mu := &shared
func declared() bool {
	return twoCalls(func(n *int) {
		var mu sync.Mutex // want `each call of this function locks a mu of its own, so that no call waits for another: declare it beside what it protects`
		mu.Lock()
		defer mu.Unlock()
		slowly(n)
	})
}

//proof:observe
//proof:instead var rw sync.RWMutex => rw := &sharedRW
func readers() bool {
	return twoCalls(func(n *int) {
		var rw sync.RWMutex // want `locks a rw of its own`
		rw.Lock()
		defer rw.Unlock()
		slowly(n)
	})
}

//proof:observe
//proof:instead var mu sync.Mutex => mu := &shared
func inLoop() bool {
	return twoCalls(func(n *int) {
		for range 1 {
			var mu sync.Mutex // want `locks a mu of its own`
			mu.Lock()
			slowly(n)
			mu.Unlock()
		}
	})
}

//proof:by method
func (c *counter) add() {
	mu := sync.Mutex{} // want `locks a mu of its own`
	mu.Lock()
	slowly(&c.n)
	mu.Unlock()
}

type counter struct{ n int }

//proof:observe
//proof:noflip the finding is in the method
func method() bool {
	c := new(counter)
	return twoCalls(func(n *int) { c.add(); *n = c.n })
}

type alias = sync.Mutex

//proof:observe
//proof:instead var mu alias => mu := &shared
func aliased() bool {
	return twoCalls(func(n *int) {
		var mu alias // want `locks a mu of its own`
		mu.Lock()
		slowly(n)
		mu.Unlock()
	})
}

//proof:observe
//proof:instead mu := &sync.RWMutex{} => mu := &sharedRW
func pointer() bool {
	return twoCalls(func(n *int) {
		mu := &sync.RWMutex{} // want `locks a mu of its own`
		mu.Lock()
		defer mu.Unlock()
		slowly(n)
	})
}

//proof:observe
//proof:instead new(sync.Mutex) => &shared
func newOne() bool {
	return twoCalls(func(n *int) {
		var mu = new(sync.Mutex) // want `locks a mu of its own`
		mu.Lock()
		defer mu.Unlock()
		slowly(n)
	})
}
