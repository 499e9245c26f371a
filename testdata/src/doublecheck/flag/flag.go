// Package flag has goroutines that say by themselves that they run.
package flag

import (
	"sync"
	"sync/atomic"
	"time"
)

// slow lets others come first.
func slow() { time.Sleep(5 * time.Millisecond) }

type cache struct {
	mu      sync.Mutex
	running bool
	failed  bool
	started atomic.Int32
}

//proof:by twoRefreshes
//proof:instead go fn() => c.running = true; go fn()
func (c *cache) refresh() {
	fn := func() {
		c.mu.Lock()
		c.running = true
		c.mu.Unlock()
		c.started.Add(1)
		slow()
		c.mu.Lock()
		defer c.mu.Unlock()
		c.running = false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.running && !c.failed {
		go fn() // want `who tests running at line 35 before the goroutine sets it at line 25 starts a second one: set it here, before the go statement`
	}
}

//proof:observe
func twoRefreshes() bool {
	c := new(cache)
	c.refresh()
	c.refresh()
	slow()
	slow()
	slow()
	return c.started.Load() == 2
}

type server struct {
	up      atomic.Bool
	started atomic.Int32
}

func (s *server) run() {
	s.up.Store(true)
	defer s.up.Store(false)
	s.started.Add(1)
	slow()
}

//proof:by twoServers
//proof:instead go s.run() => s.up.Store(true); go s.run()
func (s *server) ensure() {
	if s.up.Load() {
		return
	}
	go s.run() // want `who tests up at line 66 before the goroutine sets it at line 57 starts a second one`
}

//proof:observe
func twoServers() bool {
	s := new(server)
	s.ensure()
	s.ensure()
	slow()
	slow()
	slow()
	return s.started.Load() == 2
}

type pump struct {
	state   int32
	wg      sync.WaitGroup
	started atomic.Int32
}

//proof:by twoPumps
//proof:instead p.wg.Go(func() { => atomic.StoreInt32(&p.state, 1); p.wg.Go(func() {
func (p *pump) start() {
	if atomic.LoadInt32(&p.state) == 0 {
		p.wg.Go(func() { // want `who tests state at line 92 before the goroutine sets it at line 94 starts a second one`
			atomic.StoreInt32(&p.state, 1)
			p.started.Add(1)
			slow()
		})
	}
}

//proof:observe
func twoPumps() bool {
	p := new(pump)
	p.start()
	p.start()
	p.wg.Wait()
	return p.started.Load() == 2
}

// The caller holds the lock.
//
//proof:by twoTimes
//proof:instead go func() { => c.running = true; go func() {
func (c *cache) refreshLocked() {
	if c.running {
		return
	}
	go func() { // want `who tests running at line \d+ before the goroutine sets it`
		c.mu.Lock()
		c.running = true
		c.mu.Unlock()
		c.started.Add(1)
	}()
}

//proof:observe
func twoTimes() bool {
	c := new(cache)
	c.mu.Lock()
	c.refreshLocked()
	c.refreshLocked()
	c.mu.Unlock()
	slow()
	slow()
	return c.started.Load() == 2
}

type box[T any] struct {
	busy    atomic.Bool
	value   T
	started atomic.Int32
}

//proof:by twoLoads
//proof:instead go func() { => b.busy.Store(true); go func() {
func (b *box[T]) load() {
	if !b.busy.Load() {
		go func() { // want `who tests busy at line \d+ before the goroutine sets it`
			b.busy.Store(true)
			b.started.Add(1)
		}()
	}
}

//proof:observe
func twoLoads() bool {
	b := new(box[int])
	b.load()
	b.load()
	slow()
	slow()
	return b.started.Load() == 2
}
