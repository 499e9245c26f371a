// Package bare leaves out locks.
package bare

import "sync"

// together runs the functions at the same time.
func together(fs ...func()) {
	var wg sync.WaitGroup
	for _, f := range fs {
		wg.Go(f)
	}
	wg.Wait()
}

type Counter struct {
	mu   sync.Mutex
	n    int
	last string
}

//proof:by read
func (c *Counter) Add(name string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n++
	c.last = name
}

//proof:by written
func (c *Counter) Sub() {
	c.mu.Lock()
	c.n--
	c.mu.Unlock()
}

//proof:by read
func (c *Counter) Get() int {
	return c.n // want `n is read without mu, with which it is changed at line \d+: a data race; take the lock`
}

// row: M19
//
//proof:race
func read() {
	c := new(Counter)
	together(func() { c.Add("a") }, func() { _ = c.Get() })
}

//proof:by written
func (c *Counter) Last() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.last
}

//proof:by written
func (c *Counter) Longer() {
	c.mu.Lock()
	c.last += "!"
	c.mu.Unlock()
}

//proof:by written
func (c *Counter) Clear() {
	c.last = "" // want `last is changed without mu, which guards it at 4 other places, such as line \d+: a data race; take the lock`
}

//proof:race
func written() {
	c := new(Counter)
	c.Longer()
	c.Sub()
	together(c.Clear, func() { _ = c.Last() })
}

type Cache struct {
	rw   sync.RWMutex
	m    map[string]int
	hits int
}

//proof:by underRead
func NewCache() *Cache { return &Cache{m: make(map[string]int)} }

//proof:by underRead
func (c *Cache) Get(key string) int {
	c.rw.RLock()
	defer c.rw.RUnlock()
	c.hits++ // want `hits is changed with rw only read-locked: other readers run at the same time; take Lock`
	return c.m[key]
}

//proof:by underRead
func (c *Cache) Put(key string, v int) {
	c.rw.Lock()
	c.m[key] = v
	c.hits = 0
	c.rw.Unlock()
}

//proof:by underRead
func (c *Cache) Hits() int {
	c.rw.RLock()
	defer c.rw.RUnlock()
	return c.hits
}

// row: M15
//
//proof:race
func underRead() {
	c := NewCache()
	c.Put("a", c.Hits())
	together(func() { c.Get("a") }, func() { c.Get("a") })
	c.Delete("a")
}

//proof:by underRead
func (c *Cache) Delete(key string) {
	c.rw.Lock()
	defer c.rw.Unlock()
	delete(c.m, key)
}

// The goroutine that the object starts, with a deferred unlock in a literal.

type Loop struct {
	mu    sync.Mutex
	queue []int
	done  bool
}

//proof:by started
func (l *Loop) Push(n int) {
	l.mu.Lock()
	defer func() { l.mu.Unlock() }()
	if !l.done {
		l.queue = append(l.queue, n)
	}
}

//proof:by started
func (l *Loop) Take() []int {
	l.mu.Lock()
	defer l.mu.Unlock()
	q := l.queue
	l.queue = nil
	return q
}

//proof:by started
func (l *Loop) Go() {
	go l.loop()
}

//proof:by started
func (l *Loop) loop() {
	if len(l.queue) > 0 { // want `queue is read without mu`
		println("full")
	}
}

//proof:race
func started() {
	l := new(Loop)
	l.Go()
	together(func() { l.Push(1) }, func() { l.Take() })
}

// A Members is counted without the lock.
type Members struct {
	mu sync.RWMutex
	m  map[string]int
}

//proof:by counted
func (x *Members) Put(k string) {
	x.mu.Lock()
	x.m[k]++
	x.mu.Unlock()
}

//proof:by counted
func (x *Members) Delete(k string) {
	x.mu.Lock()
	delete(x.m, k)
	x.mu.Unlock()
}

//proof:by counted
func (x *Members) Two(a, b string) int {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return x.m[a] + x.m[b]
}

//proof:by counted
func (x *Members) Count() int {
	return len(x.m) // want `m is read without mu, with which it is changed at line \d+`
}

//proof:race
func counted() {
	x := &Members{m: make(map[string]int)}
	together(func() { x.Put("a") }, func() { x.Count() })
}

// A Stats counts under the read lock only.
type Stats struct {
	rw    sync.RWMutex
	calls int
}

//proof:by onlyReaders
func (s *Stats) Call() {
	s.rw.RLock()
	defer s.rw.RUnlock()
	s.calls++ // want `calls is changed with rw only read-locked: other readers run at the same time; take Lock`
}

//proof:by onlyReaders
func (s *Stats) Calls() int {
	s.rw.RLock()
	defer s.rw.RUnlock()
	return s.calls
}

//proof:race
func onlyReaders() {
	s := new(Stats)
	together(s.Call, s.Call, func() { s.Calls() })
}
