// Package lib has locks that another package comes to.
package lib

import "sync"

// A Cache calls back with its lock held.
type Cache struct {
	mu sync.RWMutex
	m  map[string]int
}

// NewCache makes one with an entry.
func NewCache() *Cache { return &Cache{m: map[string]int{"a": 1}} }

// Len waits for the lock.
func (c *Cache) Len() int {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return len(c.m)
}

// Put waits for the lock.
func (c *Cache) Put(key string, v int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.m[key] = v
}

// Update calls f with the lock held.
func (c *Cache) Update(f func(m map[string]int)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	f(c.m)
}

// Range reads only.
func (c *Cache) Range(f func(key string, v int)) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	for k, v := range c.m {
		f(k, v)
	}
}

// Snapshot calls f when it has released the lock.
func (c *Cache) Snapshot(f func(n int)) {
	c.mu.RLock()
	n := len(c.m)
	c.mu.RUnlock()
	f(n)
}

// Sum waits for the lock only where it is told to.
func (c *Cache) Sum(lock bool) (n int) {
	if lock {
		c.mu.RLock()
		defer c.mu.RUnlock()
	}
	for _, v := range c.m {
		n += v
	}
	return n
}

// A Store shows its lock.
type Store struct {
	sync.Mutex
	n int
}

// Add waits for the lock.
func (s *Store) Add(n int) {
	s.Lock()
	defer s.Unlock()
	s.n += n
}

// AddLocked wants it held.
func (s *Store) AddLocked(n int) { s.n += n }

// Yield lets others have the lock for a while.
func (s *Store) Yield() {
	s.Unlock()
	s.Lock()
}

// Finish releases the lock for its caller.
func (s *Store) Finish() { s.Unlock() }

// A Guarded has its lock behind methods.
type Guarded struct {
	mu sync.Mutex
	n  int
}

// Hold leaves the lock held.
func (g *Guarded) Hold() { g.mu.Lock() }

// Release releases it.
func (g *Guarded) Release() { g.mu.Unlock() }

// N waits for it.
func (g *Guarded) N() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.n
}

// TryHold says whether it has left the lock held.
func (g *Guarded) TryHold() bool {
	g.mu.Lock()
	if g.n > 0 {
		g.mu.Unlock()
		return false
	}
	return true
}

var registry struct {
	sync.Mutex
	m map[string]bool
}

// Register waits for a lock that nobody else can name.
func Register(name string) {
	registry.Lock()
	defer registry.Unlock()
	if registry.m == nil {
		registry.m = make(map[string]bool)
	}
	registry.m[name] = true
}

// Each calls f with that lock held.
func Each(f func(name string)) {
	registry.Lock()
	defer registry.Unlock()
	for name := range registry.m {
		f(name)
	}
}

// Mu is for everybody.
var Mu sync.Mutex

// WithMu runs f with it.
func WithMu(f func()) {
	Mu.Lock()
	defer Mu.Unlock()
	f()
}

// Locked runs f with the lock that it is given.
func Locked(mu sync.Locker, f func()) {
	mu.Lock()
	defer mu.Unlock()
	f()
}

// A List is generic.
type List[T any] struct {
	mu  sync.Mutex
	all []T
}

// Append waits for the lock.
func (l *List[T]) Append(v T) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.all = append(l.all, v)
}

// Each calls f with the lock held.
func (l *List[T]) Each(f func(T)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, v := range l.all {
		f(v)
	}
}

// A Client sends one command at a time.
type Client struct {
	mu   sync.Mutex
	sent int
}

// A Command has the client to itself until it is closed.
type Command struct{ enc *encoder }

type encoder struct{ client *Client }

// Begin leaves the lock held for the command.
func (c *Client) Begin() *Command {
	c.mu.Lock()
	c.sent++
	return &Command{&encoder{c}}
}

// Close releases the lock of the client.
func (c *Command) Close() { c.enc.end() }

func (e *encoder) end() { e.client.mu.Unlock() }

// Do sends a command that ends at once.
func (c *Client) Do() { c.Begin().Close() }

// A Pool has locks that others can't name.
type Pool struct{ all []*Guarded }

// NewPool makes one.
func NewPool() *Pool { return &Pool{[]*Guarded{new(Guarded)}} }

// Get returns a member.
func (p *Pool) Get(i int) *Guarded { return p.all[i] }

// Free releases a member's lock.
func (p *Pool) Free(i int) { p.all[i].mu.Unlock() }
