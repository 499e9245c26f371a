// Package returned gives maps and slices away.
package returned

import "sync"

// together runs the functions at the same time.
func together(fs ...func()) {
	var wg sync.WaitGroup
	for _, f := range fs {
		wg.Go(f)
	}
	wg.Wait()
}

// A Levels gives its slice away, and changes it in place.
type Levels struct {
	mu  sync.Mutex
	all []int
}

//proof:by changed
func (l *Levels) All() []int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.all // want `the slice in all leaves the critical section of mu, and its elements are changed in place at line \d+: a data race for who reads it; return a copy`
}

//proof:by changed
func (l *Levels) Set(i, n int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.all[i] = n
}

//proof:by changed
func (l *Levels) Add(n int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.all = append(l.all, n)
}

//proof:race
func changed() {
	l := new(Levels)
	l.Add(1)
	all := l.All()
	together(func() { l.Set(0, 2) }, func() { _ = all[0] }) //proof:at
}

// A Log's slice only grows: what was returned never changes.
type Log struct {
	mu    sync.RWMutex
	lines []string
}

//proof:by grows
func (l *Log) Add(s string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.lines = append(l.lines, s)
}

//proof:by grows
func (l *Log) Lines() []string {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.lines
}

//proof:by grows
func (l *Log) Len() int {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return len(l.lines)
}

//proof:ok
func grows() {
	l := new(Log)
	together(func() { l.Add("a") }, func() { _ = l.Lines() }, func() { l.Len() })
}

// A Cache gives its map away.
type Cache struct {
	rw sync.RWMutex
	m  map[string]int
}

//proof:by handed
func (c *Cache) Put(key string, v int) {
	c.rw.Lock()
	c.m[key] = v
	c.rw.Unlock()
}

//proof:by handed
func (c *Cache) Delete(key string) {
	c.rw.Lock()
	defer c.rw.Unlock()
	delete(c.m, key)
}

//proof:by handed
func (c *Cache) All() map[string]int {
	c.rw.RLock()
	defer c.rw.RUnlock()
	return c.m // want `the map in m leaves the critical section of rw, and is changed in place at line \d+: a fatal error for who reads it; return a copy`
}

// row: M26
//
//proof:race
func handed() {
	c := &Cache{m: make(map[string]int)}
	all := c.All()
	together(func() { c.Put("a", 1) }, func() { _ = all["a"] }) //proof:at
	c.Delete("a")
}
