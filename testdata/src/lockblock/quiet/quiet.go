// Package quiet looks the same and is right.
package quiet

import (
	"sync"
	"time"
)

type pool struct {
	mu    sync.Mutex
	other sync.Mutex
	wg    sync.WaitGroup
	n     int
}

// It unlocks first.
//
//proof:by run
func (p *pool) close() {
	p.mu.Lock()
	p.n = 0
	p.mu.Unlock()
	p.wg.Wait()
}

//proof:by run
func (p *pool) work() {
	defer p.wg.Done()
	p.mu.Lock()
	p.n++
	p.mu.Unlock()
}

// Nobody else needs the other lock.
//
//proof:by run
func (p *pool) closeOther() {
	p.other.Lock()
	defer p.other.Unlock()
	p.wg.Wait()
}

//proof:ok
func run() {
	p := new(pool)
	p.wg.Add(1)
	go p.work()
	p.close()
	p.closeOther()
}

type box struct {
	mu sync.Mutex
	rw sync.RWMutex
}

// The goroutines belong to another group.
//
//proof:ok
func groups() {
	b := new(box)
	var one, two sync.WaitGroup
	one.Go(func() {
		b.mu.Lock()
		b.mu.Unlock()
	})
	b.mu.Lock()
	two.Go(func() {})
	two.Wait()
	b.mu.Unlock()
	one.Wait()
}

// Readers don't exclude each other.
//
//proof:ok
func readers() {
	b := new(box)
	var wg sync.WaitGroup
	b.rw.RLock()
	wg.Go(func() {
		b.rw.RLock()
		defer b.rw.RUnlock()
	})
	wg.Wait()
	b.rw.RUnlock()
}

// It does not wait for the lock.
//
//proof:ok
func tries() {
	b := new(box)
	var wg sync.WaitGroup
	b.mu.Lock()
	wg.Go(func() {
		if b.mu.TryLock() {
			b.mu.Unlock()
		}
	})
	wg.Wait()
	b.mu.Unlock()
}

// It waits for goroutines that it has started with the lock of another object.
//
//proof:ok
func others() {
	b, c := new(box), new(box)
	var wg sync.WaitGroup
	b.mu.Lock()
	wg.Go(func() {
		c.mu.Lock()
		defer c.mu.Unlock()
	})
	wg.Wait()
	b.mu.Unlock()
}

// The goroutine is done before it locks.
//
//proof:ok
func started() {
	b := new(box)
	var start, end sync.WaitGroup
	start.Add(1)
	end.Add(1)
	b.mu.Lock()
	go func() {
		defer end.Done()
		start.Done()
		b.mu.Lock()
		defer b.mu.Unlock()
	}()
	start.Wait()
	b.mu.Unlock()
	end.Wait()
}

type alias = sync.Cond

type queue struct {
	mu   sync.Mutex
	cond *alias
	n    int
}

//proof:ok
func condition() {
	q := new(queue)
	q.cond = sync.NewCond(&q.mu)
	go q.put()
	q.mu.Lock()
	for q.n == 0 {
		q.cond.Wait()
	}
	q.mu.Unlock()
}

//proof:by condition
func (q *queue) put() {
	q.mu.Lock()
	q.n++
	q.mu.Unlock()
	q.cond.Signal()
}

// A method value has its receiver in a closure.
//
//proof:ok
func methodValues() {
	var mu, other sync.Mutex
	var wg sync.WaitGroup
	cond := sync.NewCond(&mu)
	wait, done := cond.Wait, wg.Wait
	ready := false
	go func() {
		mu.Lock()
		ready = true
		mu.Unlock()
		cond.Broadcast()
	}()
	other.Lock()
	defer other.Unlock()
	mu.Lock()
	for !ready {
		wait()
	}
	mu.Unlock()
	done()
}

// A lock that is held for a while is the default's business only if somebody asks.
//
//proof:ok
func iterates() {
	var mu sync.Mutex
	for range seq {
		mu.Lock()
		unlock := mu.Unlock
		unlock()
	}
	time.Sleep(time.Microsecond)
}

func seq(yield func() bool) { yield() }

type acceptor struct {
	mu     sync.Mutex
	active sync.WaitGroup
}

// A goroutine that counts itself: until it has, nobody waits for it.
func (a *acceptor) serve() {
	a.mu.Lock()
	a.active.Add(1)
	a.mu.Unlock()
	defer a.active.Done()
	time.Sleep(time.Microsecond)
}

//proof:ok
func countsItself() {
	a := new(acceptor)
	done := make(chan bool)
	for range 2 {
		go func() {
			a.serve()
			done <- true
		}()
	}
	go a.serve()
	a.mu.Lock()
	a.active.Wait()
	a.mu.Unlock()
	<-done
	<-done
}

type discoverer struct {
	state struct {
		sync.Mutex
		cond *sync.Cond
		busy bool
	}
}

func newDiscoverer() *discoverer {
	d := new(discoverer)
	d.state.cond = sync.NewCond(&d.state)
	d.state.busy = true
	return d
}

// The lock of the condition is embedded in what it was made with.
//
//proof:by discover
func (d *discoverer) wait() {
	d.state.Lock()
	for d.state.busy {
		d.state.cond.Wait()
	}
	d.state.Unlock()
}

//proof:ok
func discover() {
	d := newDiscoverer()
	go func() {
		d.state.Lock()
		d.state.busy = false
		d.state.cond.Broadcast()
		d.state.Unlock()
	}()
	d.wait()
}
