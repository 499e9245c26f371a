// Package quiet looks the same and is right.
package quiet

import (
	"maps"
	"sync"
	"sync/atomic"
)

// together runs the functions at the same time.
func together(fs ...func()) {
	var wg sync.WaitGroup
	for _, f := range fs {
		wg.Go(f)
	}
	wg.Wait()
}

type Box struct {
	mu    sync.Mutex
	n     int
	name  string // never changes
	m     map[string]int
	hits  atomic.Int64
	ready bool
}

// Nobody else has it yet.
//
//proof:by run
func NewBox() *Box {
	b := &Box{name: "b", m: make(map[string]int)}
	b.n = 1
	b.fill()
	return b
}

// Only the constructor calls it.
//
//proof:by run
func (b *Box) fill() { b.n = 2 }

//proof:by run
func (b *Box) Add() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.n++
	b.m[b.name]++
	b.addLocked()
}

//proof:by run
func (b *Box) Get() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.n
}

// All its callers have the lock.
//
//proof:by run
func (b *Box) addLocked() { b.twice() }

//proof:by run
func (b *Box) twice() { b.n += 2 }

// bump is called with the lock held.
//
//proof:by run
func (b *Box) Bump() { b.n++ }

//proof:by run
func (b *Box) Name() string { return b.name }

//proof:by run
func (b *Box) Hits() int64 { return b.hits.Add(1) }

// A copy leaves.
//
//proof:by run
func (b *Box) All() map[string]int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return maps.Clone(b.m)
}

//proof:by run
func (b *Box) all() map[string]int { return b.m }

//proof:by run
func (b *Box) Len() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.all())
}

//proof:ok
func run() {
	b := NewBox()
	together(b.Add, func() { b.Get() }, func() { b.Name() }, func() { b.Hits() }, func() { b.All() }, func() { b.Len() }, func() { b.wrapped() })
	b.Bump()
	b.afterwards()
}

// It locks through helpers, and a method value.
//
//proof:by run
func (b *Box) lock() { b.mu.Lock() }

//proof:by run
func (b *Box) wrapped() {
	b.lock()
	unlock := b.mu.Unlock
	b.n++
	unlock()
}

// The others have ended.
//
//proof:by run
func (b *Box) afterwards() {
	var wg sync.WaitGroup
	wg.Go(b.Add)
	wg.Wait()
	b.n = 0
}

// The map is replaced, never changed in place.

type Config struct {
	mu sync.RWMutex
	m  map[string]string
	a  alias
}

type alias = string

//proof:by replaced
func (c *Config) Set(m map[string]string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.m = m
	c.a = "x"
}

//proof:by replaced
func (c *Config) Map() map[string]string {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.m
}

//proof:by replaced
func (c *Config) Value(k string) string {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.m[k] + c.a
}

//proof:ok
func replaced() {
	c := new(Config)
	together(func() { c.Set(map[string]string{"a": "b"}) }, func() { _ = c.Map()["a"] }, func() { c.Value("a") })
}

// The write lock of another mutex is held beside the read lock.

type Two struct {
	rw  sync.RWMutex
	mu  sync.Mutex
	sum int
	in  int
}

//proof:by two
func (t *Two) Count() {
	t.rw.RLock()
	defer t.rw.RUnlock()
	t.mu.Lock()
	t.sum++
	t.mu.Unlock()
}

//proof:by two
func (t *Two) Reset() {
	t.rw.Lock()
	defer t.rw.Unlock()
	t.sum = 0
	for range seq {
		t.in++
	}
}

//proof:by two
func (t *Two) Sum() int {
	t.rw.RLock()
	defer t.rw.RUnlock()
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.sum
}

//proof:ok
func two() {
	t := new(Two)
	together(t.Count, t.Reset, func() { t.Sum() })
}

//proof:by two
func seq(yield func() bool) { yield() }

// A Grid's map is made once. To share it with another object reads the field only, which nobody changes.
type Grid struct {
	mu *sync.RWMutex
	m  map[string]int
}

//proof:by shares
func (t *Grid) Put(k string) {
	t.mu.Lock()
	t.m[k]++
	t.mu.Unlock()
}

//proof:by shares
func (t *Grid) Delete(k string) {
	t.mu.Lock()
	delete(t.m, k)
	t.mu.Unlock()
}

//proof:by shares
func (t *Grid) Has(k string) bool {
	t.mu.RLock()
	defer t.mu.RUnlock()
	_, ok := t.m[k]
	return ok
}

//proof:by shares
func (t *Grid) Two(a, b string) int {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return t.m[a] + t.m[b]
}

//proof:by shares
func (t *Grid) View() *Grid { return &Grid{mu: t.mu, m: t.m} }

//proof:ok
func shares() {
	t := &Grid{mu: new(sync.RWMutex), m: make(map[string]int)}
	together(func() { t.Put("a") }, func() { t.View().Put("b") }, func() { t.Has("a") }, func() { t.Two("a", "b"); t.Delete("a") })
}

// A Log's slice only grows: what was returned never changes.
type Log struct {
	mu    sync.RWMutex
	lines []string
	last  int
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

// Only this goroutine has the field last, whatever it holds for the others.
//
//proof:by grows
func (l *Log) follow() {
	l.mu.RLock()
	l.last = len(l.lines)
	l.mu.RUnlock()
}

//proof:ok
func grows() {
	l := new(Log)
	together(func() { l.Add("a") }, func() { _ = l.Lines() }, func() { l.Len() }, l.follow)
}

type pool struct{ all []*link }

type link struct {
	mu  sync.Mutex
	dst string
	sum int
}

// A method that makes objects of another type.
func (p *pool) newLink() *link {
	l := new(link)
	p.all = append(p.all, l)
	return l
}

//proof:by links
func (p *pool) dial() *link {
	l := p.newLink()
	l.mu.Lock()
	l.dst = "a"
	l.mu.Unlock()
	return l
}

//proof:by links
func (p *pool) accept() *link {
	l := p.newLink()
	l.mu.Lock()
	l.dst = "b"
	l.mu.Unlock()
	return l
}

// Whoever has the link has got it behind that.
//
//proof:by links
func (l *link) write() int { return len(l.dst) }

//proof:by links
func (l *link) stop() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.sum += len(l.dst)
}

//proof:by links
func (l *link) state() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.sum + len(l.dst)
}

//proof:ok
func links() {
	p := new(pool)
	for _, l := range []*link{p.dial(), p.accept()} {
		together(l.stop, func() { l.write() }, func() { l.state() })
	}
}
