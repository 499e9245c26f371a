// Package a checks a plain variable without the lock first.
package a

import (
	"runtime"
	"sync"
	"time"
)

type config struct{ limit, burst int }

func load() *config {
	c := new(config)
	time.Sleep(time.Millisecond)
	c.limit, c.burst = 10, 20
	return c
}

// both runs f in two goroutines.
func both(f func()) {
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			for range 20 {
				f()
				runtime.Gosched()
			}
		})
	}
	wg.Wait()
}

type server struct {
	mu   sync.Mutex
	conf *config
}

// row: M31
//
//proof:by field
func (s *server) config() *config {
	if s.conf == nil { // want `conf is read here without mu, under which line \d+ sets it: a data race, what it stands for may be half made; use sync.Once or an atomic type`
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.conf == nil {
			s.conf = load()
		}
	}
	return s.conf
}

//proof:race
func field() {
	s := new(server)
	both(func() { s.config() })
}

// The second check leaves.

var (
	mu     sync.Mutex
	global *config
)

//proof:by variable
func get() *config {
	if global != nil { // want `global is read here without mu`
		return global
	}
	mu.Lock()
	defer mu.Unlock()
	if global != nil {
		return global
	}
	global = load()
	return global
}

//proof:race
func variable() {
	global = nil
	both(func() { get() })
}

// A flag beside what it stands for.

type table struct {
	rw    sync.RWMutex
	ready bool
	rows  []int
}

//proof:by flag
func (t *table) fill() {
	if !t.ready { // want `ready is read here without rw`
		t.rw.Lock()
		if !t.ready {
			t.rows = append(t.rows, 1, 2, 3)
			t.ready = true
		}
		t.rw.Unlock()
	}
}

//proof:race
func flag() {
	t := new(table)
	both(t.fill)
}

// The function that is called locks and checks again.

type client struct {
	sync.Mutex
	conf *config
}

//proof:by called
func (c *client) config() *config {
	if c.conf == nil { // want `conf is read here without Mutex`
		c.init()
	}
	return c.conf
}

//proof:by called
func (c *client) init() {
	c.Lock()
	defer c.Unlock()
	if c.conf != nil {
		return
	}
	c.conf = load()
}

//proof:race
func called() {
	c := new(client)
	both(func() { c.config() })
}

//proof:by calledGlobal
func shared() *config {
	if other == nil { // want `other is read here without mu`
		setOther()
	}
	return other
}

var other *config

//proof:by calledGlobal
func setOther() {
	mu.Lock()
	defer mu.Unlock()
	if other == nil {
		other = load()
	}
}

//proof:race
func calledGlobal() {
	other = nil
	both(func() { shared() })
}

// A map: that somebody writes to it meanwhile is fatal.

type cache struct {
	mu sync.Mutex
	m  map[int]*config
}

//proof:by maps
func (c *cache) get(k int) *config {
	v, ok := c.m[k] // want `the map m is read here without mu, under which line \d+ writes to it: a fatal error when both meet; take RLock first, or use sync.Map`
	if !ok {
		c.mu.Lock()
		defer c.mu.Unlock()
		if v, ok = c.m[k]; !ok {
			v = load()
			c.m[k] = v
		}
	}
	return v
}

//proof:race
func maps() {
	c := &cache{m: make(map[int]*config)}
	var wg sync.WaitGroup
	for i := range 2 {
		wg.Go(func() {
			for k := range 20 {
				c.get(k + i)
			}
		})
	}
	wg.Wait()
}

//proof:by plainLookup
func (c *cache) name(k int) *config {
	if v := c.m[k]; v != nil { // want `the map m is read here without mu`
		return v
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if v := c.m[k]; v != nil {
		return v
	}
	c.m[k] = load()
	return c.m[k]
}

//proof:race
func plainLookup() {
	c := &cache{m: make(map[int]*config)}
	both(func() { c.name(1) })
}

// In a function literal, through an alias, in a loop over a function.

type alias = server

//proof:race
func literal() {
	s := new(alias)
	for range once {
		check := func() {
			if s.conf == nil { // want `conf is read here without mu`
				s.mu.Lock()
				if s.conf == nil {
					s.conf = load()
				}
				s.mu.Unlock()
			}
		}
		both(check)
	}
}

//proof:by literal
func once(yield func() bool) { yield() }

// As a method value.

type counter struct {
	mu    sync.Mutex
	start time.Time
	n     *config
}

//proof:by methodValue
func (c *counter) conf() *config {
	if c.n == nil { // want `n is read here without mu`
		c.mu.Lock()
		defer c.mu.Unlock()
		if c.n == nil {
			c.n = load()
		}
	}
	return c.n
}

//proof:race
func methodValue() {
	f := new(counter).conf
	both(func() { f() })
}
