package methods

import (
	"sync"
	"sync/atomic"
)

type gauge struct {
	mu                                    sync.Mutex
	in                                    chan int
	done                                  chan struct{}
	locked, waited, end, hand, seen, told int
	err                                   error
	atomic                                atomic.Int64
	next                                  *gauge
}

// A lock on both sides.
//
//proof:by gauges
func (g *gauge) locks() {
	go func() {
		for range g.in {
			g.mu.Lock()
			g.locked++
			g.mu.Unlock()
		}
		close(g.done)
	}()
}

//proof:by gauges
func (g *gauge) Locked() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.locked
}

// An atomic.
//
//proof:by gauges
func (g *gauge) atomics() {
	go func() {
		for range g.in {
			g.atomic.Add(1)
		}
		close(g.done)
	}()
}

//proof:by gauges
func (g *gauge) Atomic() int64 { return g.atomic.Load() }

// The method waits for the end of the goroutine.
//
//proof:by gauges
func (g *gauge) waits() {
	go func() {
		for range g.in {
			g.waited++
		}
		close(g.done)
	}()
}

//proof:by gauges
func (g *gauge) Waited() int {
	<-g.done
	return g.waited
}

// It is set once, at the end.
//
//proof:by gauges
func (g *gauge) once() {
	go func() {
		for range g.in {
		}
		g.err = nil
		close(g.done)
	}()
}

//proof:by gauges
func (g *gauge) Err() error { return g.err }

// The comment says when.
//
//proof:by gauges
func (g *gauge) ends() {
	go func() {
		for range g.in {
			g.end++
		}
		close(g.done)
	}()
}

// End is the number of items. It is known after the input has ended.
//
//proof:by gauges
func (g *gauge) End() int { return g.end }

// The goroutine itself calls the method.
//
//proof:by gauges
func (g *gauge) own() {
	go func() {
		for range g.in {
			g.seen++
			if g.Seen() > 100 {
				return
			}
		}
		close(g.done)
	}()
}

//proof:by gauges
func (g *gauge) Seen() int { return g.seen }

// Each round has an object of its own, and hands it over.
//
//proof:by gauges
func (g *gauge) hands(out chan<- *gauge) {
	go func() {
		for n := range g.in {
			each := new(gauge)
			each.hand = n
			out <- each
		}
		close(g.done)
	}()
}

//proof:by gauges
func (g *gauge) Hand() int { return g.hand }

// Others are told when it has been set.
//
//proof:by gauges
func (g *gauge) tells() {
	go func() {
		for n := range g.in {
			if g.told = n; n == 1 {
				close(g.done)
			}
		}
	}()
}

//proof:by gauges
func (g *gauge) Told() int { return g.told }

//proof:ok
func gauges() {
	feed := func(start func(*gauge)) *gauge {
		g := &gauge{in: make(chan int), done: make(chan struct{})}
		start(g)
		g.in <- 1
		close(g.in)
		<-g.done
		return g
	}
	out := make(chan *gauge, 1)
	feed((*gauge).locks).Locked()
	feed((*gauge).atomics).Atomic()
	feed((*gauge).waits).Waited()
	_ = feed((*gauge).once).Err()
	feed((*gauge).ends).End()
	feed((*gauge).own).Seen()
	feed((*gauge).tells).Told()
	feed(func(g *gauge) { g.hands(out) })
	if (<-out).Hand() != 1 {
		panic("wrong")
	}
}
