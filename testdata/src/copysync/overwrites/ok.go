package overwrites

import "sync"

//proof:ok
func idle() {
	c := new(cache)
	c.mu.Lock()
	c.mu.Unlock()
	*c = cache{} // nobody can be seen to hold it
	c.mu.Lock()
	c.mu.Unlock()
}

//proof:ok
func constructor() {
	c := &cache{}
	c.mu = sync.Mutex{}
	c.rw = sync.RWMutex{}
	*c = cache{items: map[string]int{}}
	c.mu.Lock()
	defer c.mu.Unlock()
}

//proof:ok
func overwriteFirst() {
	c := new(cache)
	c.mu = sync.Mutex{}
	c.mu.Lock()
	c.mu.Unlock()
}

//proof:ok
func neverUnlocked() {
	c := new(cache)
	c.mu.Lock()
	*c = cache{} // takes the place of the Unlock
}

//proof:ok
func unlockedBefore() {
	c := new(cache)
	c.mu.Lock()
	if len(c.items) == 0 {
		c.mu.Unlock()
		*c = cache{}
		return
	}
	c.mu.Unlock()
}

//proof:ok
func otherLock() {
	c, d := new(cache), new(cache)
	c.mu.Lock()
	*d = cache{}
	d.mu = sync.Mutex{}
	c.rw = sync.RWMutex{}
	c.mu.Unlock()
}

//proof:ok
func otherFields() {
	c := new(cache)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.items = nil
	c.inner.state = state{}
	c.once = sync.Once{}
}

func (c *cache) unlock() { c.mu.Unlock() }

//proof:ok
func helperUnlocks() {
	c := new(cache)
	c.mu.Lock()
	c.unlock()
	*c = cache{}
	c.mu.Lock()
	c.mu.Unlock()
}

func with(f func()) { f() }

//proof:ok
func callbackUnlocks() {
	c := new(cache)
	c.mu.Lock()
	with(func() { c.mu.Unlock() })
	*c = cache{}
	c.mu.Lock()
	c.mu.Unlock()
}

//proof:ok
func literalUnlocks() {
	c := new(cache)
	c.mu.Lock()
	func() { c.mu.Unlock() }()
	*c = cache{}
	c.mu.Lock()
	c.mu.Unlock()
}

//proof:ok
func methodValueUnlocks() {
	c := new(cache)
	unlock := c.mu.Unlock
	c.mu.Lock()
	unlock()
	*c = cache{}
	c.mu.Lock()
	c.mu.Unlock()
}

//proof:ok
func lockerUnlocks() {
	c := new(cache)
	var l sync.Locker = &c.mu
	c.mu.Lock()
	l.Unlock()
	*c = cache{}
	c.mu.Lock()
	c.mu.Unlock()
}

//proof:ok
func gotoRetry() {
	c := new(cache)
retry:
	c.mu.Lock()
	if c.items == nil {
		c.mu.Unlock()
		*c = newCache()
		goto retry
	}
	c.mu.Unlock()
}

//proof:ok
func panicsBetween() {
	defer func() { recover() }()
	c := new(cache)
	c.mu.Lock()
	*c = cache{}
	panic("given up")
}

//proof:ok
func conditionalLock() {
	c := new(cache)
	for _, locked := range []bool{true, false} {
		if locked {
			c.mu.Lock()
		} else {
			c.mu = sync.Mutex{}
		}
		if locked {
			c.mu.Unlock()
		}
	}
}

//proof:ok
func conditionalUnlock() {
	for _, reset := range []bool{true, false} {
		c := new(cache)
		c.mu.Lock()
		if reset {
			*c = cache{}
		}
		if !reset {
			c.mu.Unlock()
		}
	}
}

//proof:ok
func lockedAgain() {
	c := new(cache)
	c.mu.Lock()
	*c = cache{}
	c.mu.Lock()
	c.mu.Unlock()
}

//proof:ok
func list() {
	type node struct {
		mu   sync.Mutex
		next *node
	}
	n := &node{next: &node{}}
	for n != nil {
		n.mu.Lock()
		next := n.next
		n.mu.Unlock()
		n = next
	}
	n = &node{}
	*n = node{}
}

//proof:ok
func pointerToLock() {
	type shared struct{ mu *sync.Mutex }
	s := shared{new(sync.Mutex)}
	s.mu.Lock()
	defer s.mu.Unlock()
	s = shared{new(sync.Mutex)} // the deferred call has the old pointer
}

//proof:ok
func rearmed() {
	c := new(cache)
	c.once.Do(func() {})
	c.once = sync.Once{} // Do has returned
	c.once.Do(func() {})
}

//proof:ok
func onceOther() {
	c, d := new(cache), new(cache)
	c.once.Do(func() {
		d.once = sync.Once{}
		c.mu = sync.Mutex{}
	})
	c.once.Do(func() {
		later := func() { c.once = sync.Once{} }
		_ = later
	})
}

//proof:ok
func waited() {
	var wg sync.WaitGroup
	for range 2 {
		wg = sync.WaitGroup{}
		wg.Add(1)
		go func() { defer wg.Done() }()
		wg.Wait()
	}
	wg = sync.WaitGroup{}
}

//proof:ok
func waitedByChannel() {
	var wg sync.WaitGroup
	done := make(chan bool)
	wg.Add(1)
	go func() {
		wg.Done()
		close(done)
	}()
	<-done
	wg = sync.WaitGroup{}
	wg.Wait()
}

//proof:ok
func waitedByHelper() {
	c := new(cache)
	c.wg.Add(1)
	go func() { defer c.wg.Done() }()
	c.wait()
	*c = cache{}
}

func (c *cache) wait() { c.wg.Wait() }

//proof:ok
func undone() {
	var wg sync.WaitGroup
	wg.Add(1)
	wg.Done()
	wg = sync.WaitGroup{}
	wg.Wait()
}
