// Package late looks a key up, lets the lock go, and stores what was missing.
package late

import (
	"runtime"
	"sync"
)

// slow makes room for others between the two critical sections.
func slow() {
	for range 100 {
		runtime.Gosched()
	}
}

// many runs f in several goroutines.
func many(f func()) {
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(f)
	}
	wg.Wait()
}

type counter struct {
	mu sync.Mutex
	n  int
}

func (c *counter) sample(n int) {
	c.mu.Lock()
	c.n += n
	c.mu.Unlock()
}

type aggregator struct {
	countsM sync.RWMutex
	counts  map[string]*counter
}

func newCounter(n int) *counter { slow(); return &counter{n: n} }

//proof:by sampled
func (a *aggregator) count(name string, n int) {
	a.countsM.RLock()
	if c, ok := a.counts[name]; ok {
		c.sample(n)
		a.countsM.RUnlock()
		return
	}
	a.countsM.RUnlock()

	c := newCounter(n)
	a.countsM.Lock()
	a.counts[name] = c // want `countsM was released since the lookup at line \d+: this replaces what another goroutine has put into counts meanwhile; look again here`
	a.countsM.Unlock()
}

//proof:observe
//proof:noflip the second lookup needs more than one line
func sampled() bool {
	for range 200 {
		a := &aggregator{counts: make(map[string]*counter)}
		many(func() { a.count("x", 1) })
		if a.counts["x"].n != 8 {
			return true
		}
	}
	return false
}

//proof:by afterwards
func (a *aggregator) add(name string, c *counter) {
	a.countsM.RLock()
	old, ok := a.counts[name]
	a.countsM.RUnlock()
	if ok {
		old.sample(c.n)
		return
	}
	slow()
	a.countsM.Lock()
	defer a.countsM.Unlock()
	a.counts[name] = c // want `countsM was released since the lookup at line \d+`
}

//proof:observe
//proof:noflip the second lookup needs more than one line
func afterwards() bool {
	for range 200 {
		a := &aggregator{counts: make(map[string]*counter)}
		many(func() { a.add("x", &counter{n: 1}) })
		if a.counts["x"].n != 8 {
			return true
		}
	}
	return false
}

type locks struct {
	mu  sync.Mutex
	all map[string]*counter
}

//proof:by ownLock
func (l *locks) of(key string) *counter {
	l.mu.Lock()
	c, ok := l.all[key]
	l.mu.Unlock()
	if ok {
		return c
	}
	slow()
	c = &counter{}
	l.mu.Lock()
	l.all[key] = c // want `mu was released since the lookup at line \d+`
	l.mu.Unlock()
	return c
}

//proof:observe
//proof:noflip the second lookup needs more than one line
func ownLock() bool {
	for range 200 {
		l := &locks{all: make(map[string]*counter)}
		many(func() { l.of("x").sample(1) })
		if l.all["x"].n != 8 {
			return true
		}
	}
	return false
}

type perms struct {
	mu   sync.Mutex
	byID map[int]*counter
}

//proof:by unlockedEarly
func (p *perms) renew(id int) {
	p.mu.Lock()
	c, ok := p.byID[id]
	if ok {
		p.mu.Unlock()
		c.sample(1)
		return
	}
	p.mu.Unlock()
	c = newCounter(1)
	p.mu.Lock()
	p.byID[id] = c // want `mu was released since the lookup at line \d+`
	p.mu.Unlock()
}

//proof:observe
//proof:noflip the second lookup needs more than one line
func unlockedEarly() bool {
	for range 200 {
		p := &perms{byID: make(map[int]*counter)}
		many(func() { p.renew(1) })
		if p.byID[1].n != 8 {
			return true
		}
	}
	return false
}

//proof:by literal
func (p *perms) through(id int) func() {
	return func() {
		p.mu.Lock()
		c, ok := p.byID[id]
		p.mu.Unlock()
		if ok {
			c.sample(1)
			return
		}
		c = newCounter(1)
		p.mu.Lock()
		p.byID[id] = c // want `mu was released since the lookup at line \d+`
		p.mu.Unlock()
	}
}

//proof:observe
//proof:noflip the second lookup needs more than one line
func literal() bool {
	for range 200 {
		p := &perms{byID: make(map[int]*counter)}
		many(p.through(1))
		if p.byID[1].n != 8 {
			return true
		}
	}
	return false
}
