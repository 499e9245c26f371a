// Package across takes locks again through the functions of another package.
package across

import (
	"sync"

	"doublelock/lib"
)

// row: M08
//
//proof:deadlock
func shown() {
	var s lib.Store
	s.Lock()
	defer s.Unlock()
	s.Add(1) // want `this call waits for ever: Add at lib/lib.go:73 locks s, held since line 15; unlock it first, or call a variant that expects it locked`
}

type counter struct {
	*lib.Store
}

//proof:deadlock
func embedded() {
	c := counter{new(lib.Store)}
	c.Lock()
	c.Add(1) // want `Add at lib/lib.go:\d+ locks c, held since line 27`
	c.Unlock()
}

// row: M27
//
//proof:deadlock
func back() {
	c := lib.NewCache()
	c.Update(func(m map[string]int) { // want `this call waits for ever: Update at lib/lib.go:\d+ locks Cache.mu, held since lib/lib.go:\d+`
		m["n"] = c.Len() //proof:at
	})
}

//proof:deadlock
func backToWrite() {
	c := lib.NewCache()
	c.Range(func(key string, v int) { // want `Range at lib/lib.go:\d+ locks Cache.mu, held since lib/lib.go:\d+`
		c.Put(key, v+1) //proof:at
	})
}

//proof:none it takes a writer in between
func backToRead() {
	c := lib.NewCache()
	c.Range(func(string, int) { // want `Range at lib/lib.go:\d+ read-locks Cache.mu, held since lib/lib.go:\d+: a Lock that comes in between`
		c.Len()
	})
}

type table struct {
	mu    sync.Mutex
	n     int
	cache *lib.Cache
}

//proof:by ownLock
func (t *table) bump() {
	t.mu.Lock() //proof:at
	t.n++
	t.mu.Unlock()
}

//proof:by ownLock
func (t *table) load() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.cache.Snapshot(func(int) { t.bump() }) // want `locks t.mu, held since line \d+`
}

//proof:deadlock
func ownLock() { (&table{cache: lib.NewCache()}).load() }

//proof:by inField
func (t *table) refresh() {
	t.cache.Update(func(map[string]int) { t.size() }) // want `locks t.cache.mu, held since lib/lib.go:\d+`
}

//proof:by inField
func (t *table) size() int { return t.cache.Len() } //proof:at

//proof:deadlock
func inField() { (&table{cache: lib.NewCache()}).refresh() }

//proof:deadlock
func wrapped() {
	var g lib.Guarded
	g.Hold()
	_ = g.N() // want `N at lib/lib.go:\d+ locks g.mu, held since line 95`
	g.Release()
}

//proof:deadlock
func hidden() {
	lib.Register("a")
	lib.Each(func(name string) { // want `Each at lib/lib.go:\d+ locks registry.Mutex, held since lib/lib.go:\d+`
		lib.Register(name + "b") //proof:at
	})
}

//proof:deadlock
func global() {
	lib.Mu.Lock()
	defer lib.Mu.Unlock()
	lib.WithMu(func() {}) // want `WithMu at lib/lib.go:\d+ locks lib.Mu, held since line \d+`
}

//proof:deadlock
func handed() {
	var mu sync.Mutex
	n := 0
	mu.Lock()
	lib.Locked(&mu, func() { n++ }) // want `Locked at lib/lib.go:\d+ locks mu, held since line \d+`
	mu.Unlock()
}

//proof:deadlock
func generic() {
	l := new(lib.List[int])
	l.Append(1)
	l.Each(func(n int) { // want `Each at lib/lib.go:\d+ locks List.mu, held since lib/lib.go:\d+`
		l.Append(n + 1) //proof:at
	})
}

// What is right.

//proof:ok
func afterwards() {
	c := lib.NewCache()
	c.Snapshot(func(int) { c.Put("b", 2) })
}

//proof:ok
func toldNotTo() {
	c := lib.NewCache()
	c.Update(func(map[string]int) { c.Sum(false) })
}

//proof:ok
func another() {
	a, b := lib.NewCache(), lib.NewCache()
	a.Update(func(map[string]int) { b.Len() })
}

//proof:ok
func variant() {
	var s lib.Store
	s.Lock()
	s.AddLocked(1)
	s.Unlock()
	s.Add(1)
}

//proof:ok
func yields() {
	var s lib.Store
	s.Lock()
	s.Yield()
	s.Unlock()
}

//proof:ok
func finished() {
	var s lib.Store
	s.Lock()
	s.Finish()
	s.Add(1)
}

//proof:ok
func heldOrNot() {
	var g lib.Guarded
	if g.TryHold() {
		g.Release()
	}
	_ = g.N()
}

//proof:ok
func inGoroutine() {
	c := lib.NewCache()
	var wg sync.WaitGroup
	c.Update(func(map[string]int) {
		wg.Go(func() { c.Len() })
	})
	wg.Wait()
}

//proof:ok
func releasedByOther() {
	var g lib.Guarded
	g.Hold()
	g.Release()
	g.Hold()
	g.Release()
	_ = g.N()
}

//proof:ok
func elements() {
	l := []*lib.Cache{lib.NewCache(), lib.NewCache()}
	for i := range l {
		l[i].Update(func(map[string]int) { l[1-i].Len() })
	}
}

// What the callee has locked is released through what it returns.
//
//proof:ok
func handedOver() {
	c := new(lib.Client)
	cmd := c.Begin()
	cmd.Close()
	c.Do()
}

// Released by a name that this package does not know.
//
//proof:ok
func byIndex() {
	p := lib.NewPool()
	g := p.Get(0)
	g.Hold()
	p.Free(0)
	_ = g.N()
}
