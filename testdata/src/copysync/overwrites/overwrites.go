// Package overwrites gives new values to locks, Onces and WaitGroups in use.
package overwrites

import (
	"fmt"
	"sync"
)

type cache struct {
	mu    sync.Mutex
	rw    sync.RWMutex
	once  sync.Once
	wg    sync.WaitGroup
	items map[string]int
	inner struct{ state }
}

type state struct {
	sync.Mutex
	n int
}

//proof:fatal sync: unlock of unlocked mutex
func deferredUnlock() {
	c := new(cache)
	c.reset()
}

// row: M28
//
//proof:by deferredUnlock
func (c *cache) reset() {
	c.mu.Lock()
	defer c.mu.Unlock()
	*c = cache{} // want `this makes c\.mu, locked in line \d+, a new unlocked one: Unlock in line \d+ dies of "fatal error: sync: unlock of unlocked mutex"; keep the lock, reset the other fields`
} //proof:at

// row: M28
//
//proof:fatal sync: unlock of unlocked mutex
func literalWithFields() {
	c := new(cache)
	c.mu.Lock()
	fmt.Sprint(len(c.items))
	*c = cache{items: map[string]int{}} // want `this makes c\.mu, locked in line \d+, a new unlocked one: Unlock in line \d+`
	c.mu.Unlock()                       //proof:at
}

func newCache() cache { return cache{items: map[string]int{}} }

//proof:fatal sync: unlock of unlocked mutex
func valueOfCall() {
	c := new(cache)
	c.mu.Lock()
	*c = newCache() // want `this makes c\.mu`
	c.mu.Unlock()   //proof:at
}

// row: M28
//
//proof:fatal sync: Unlock of unlocked RWMutex
func onlyTheLock() {
	c := new(cache)
	c.rw.Lock()
	defer func() {
		c.items = nil
		c.rw.Unlock() //proof:at
	}()
	c.rw = sync.RWMutex{} // want `this makes c\.rw, .*: Unlock in line \d+ dies of "fatal error: sync: Unlock of unlocked RWMutex"`
}

//proof:fatal sync: RUnlock of unlocked RWMutex
func readLock() {
	var c cache
	c.rw.RLock()
	c.clear()      // want `this makes c\.rw, .*: RUnlock in line \d+ dies of "fatal error: sync: RUnlock of unlocked RWMutex"`
	c.rw.RUnlock() //proof:at
}

func (c *cache) clear() { *c = cache{} }

//proof:fatal sync: unlock of unlocked mutex
func embedded() {
	c := new(cache)
	c.inner.Lock()
	c.inner.state = state{} // want `this makes c\.inner`
	c.inner.Unlock()        //proof:at
}

//proof:fatal sync: unlock of unlocked mutex
func onEveryWay() {
	c := new(cache)
	c.mu.Lock()
	if len(c.items) == 0 {
		c.mu = sync.Mutex{} // want `this makes c\.mu`
		if c.items == nil {
			c.mu.Unlock() //proof:at
			return
		}
	}
	c.mu.Unlock()
}

//proof:fatal sync: unlock of unlocked mutex
func inLoop() {
	for range 2 {
		c := new(cache)
		c.mu.Lock()
		*c = cache{}  // want `this makes c\.mu`
		c.mu.Unlock() //proof:at
	}
}

// row: O05
//
//proof:fatal sync: unlock of unlocked mutex
func onceLiteral() {
	c := new(cache)
	c.once.Do(func() { //proof:at
		c.items = nil
		c.once = sync.Once{} // want `this overwrites c\.once while its Do in line \d+ runs: Do dies of "fatal error: sync: unlock of unlocked mutex"; do it when Do has returned`
	})
}

//proof:fatal sync: unlock of unlocked mutex
func onceMethod() {
	c := new(cache)
	c.once.Do(c.initialize) //proof:at
}

//proof:by onceMethod
func (c *cache) initialize() {
	*c = cache{items: map[string]int{}} // want `this overwrites c\.once while its Do in line \d+ runs`
}

var (
	global sync.Once
	tries  int
)

// row: O05
//
//proof:fatal sync: unlock of unlocked mutex
func onceRetry() {
	global.Do(func() { //proof:at
		if tries++; tries < 3 {
			global = sync.Once{} // want `this overwrites global while its Do`
		}
	})
}

//proof:panic sync: negative WaitGroup counter
func waitGroup() {
	var wg sync.WaitGroup
	start := make(chan bool)
	done := make(chan any)
	wg.Add(1)
	go func() {
		<-start
		wg.Done() //proof:at
	}()
	wg = sync.WaitGroup{} // want `this overwrites wg after Add in line \d+ without Wait: Done in line \d+ panics with "sync: negative WaitGroup counter"; Wait first`
	close(start)
	<-done
}

//proof:panic sync: negative WaitGroup counter
func waitGroupField() {
	c := new(cache)
	done := make(chan any)
	start := make(chan bool)
	for range 2 {
		c.wg.Add(1)
		go func() {
			<-start
			c.wg.Done() //proof:at
		}()
	}
	*c = cache{} // want `this overwrites c\.wg after Add`
	close(start)
	<-done
}

//proof:fatal sync: unlock of unlocked mutex
func helperBetween() {
	c := new(cache)
	c.mu.Lock()
	c.count()
	c.renew()     // want `this makes c\.mu`
	c.mu.Unlock() //proof:at
}

func (c *cache) count() int { return len(fmt.Sprint(c.items)) }

func (c *cache) renew() {
	defer c.count()
	*c = cache{}
}
