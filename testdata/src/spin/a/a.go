// Package a keeps processors busy.
package a

import (
	"context"
	"log"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

// A counting context counts how often it is asked.
type counting struct {
	context.Context
	n atomic.Int32
}

//proof:by logsOnly
func (c *counting) Done() <-chan struct{} {
	c.n.Add(1)
	return c.Context.Done()
}

//proof:by yields
func (c *counting) Err() error {
	c.n.Add(1)
	return c.Context.Err()
}

// turns reports whether a loop asks a context that is done again and again. The
// loop ends when it gets false.
//
//proof:by logsOnly
func turns(loop func(ctx context.Context, in chan bool)) bool {
	ctx, cancel := context.WithCancel(context.Background())
	counted := &counting{Context: ctx}
	in := make(chan bool)
	ended := make(chan bool)
	go func() {
		loop(counted, in)
		close(ended)
	}()
	cancel()
	time.Sleep(20 * time.Millisecond)
	select {
	case in <- false:
		<-ended
	case <-ended:
	}
	return counted.n.Load() > 100
}

// row: S03
//
//proof:observe
//proof:instead case <-ctx.Done(): => case <-ctx.Done(): return
func logsOnly() bool {
	logger := log.New(discard{}, "", 0)
	return turns(func(ctx context.Context, in chan bool) {
		for {
			select {
			case <-ctx.Done(): // want `once ctx.Done.. is closed this case is ready in every iteration, and the loop turns without waiting: leave the loop here`
				logger.Print("done: ", ctx.Err())
			case more := <-in:
				if !more {
					return
				}
			}
		}
	})
}

type discard struct{}

//proof:by logsOnly
func (discard) Write(p []byte) (int, error) { return len(p), nil }

// row: S03
//
//proof:observe
//proof:instead case <-ctx.Done(): => case <-ctx.Done(): return
func breaksSelect() bool {
	return turns(func(ctx context.Context, in chan bool) {
		for {
			select {
			case <-ctx.Done(): // want `once ctx.Done.. is closed this case is ready in every iteration`
				break
			case more := <-in:
				if !more {
					return
				}
			}
		}
	})
}

// row: S03
//
//proof:observe
//proof:instead case <-ctx.Done(): => case <-ctx.Done(): return
func continues() bool {
	return turns(func(ctx context.Context, in chan bool) {
		for {
			select {
			case <-ctx.Done(): // want `once ctx.Done.. is closed this case is ready in every iteration`
				continue
			case more := <-in:
				if !more {
					return
				}
			}
		}
	})
}

// row: S03
//
//proof:observe
//proof:instead case <-ctx.Done(): => case <-ctx.Done(): return
func draining() bool {
	return turns(func(ctx context.Context, in chan bool) {
		stopping := false
		for {
			select {
			case <-ctx.Done(): // want `once ctx.Done.. is closed this case is ready in every iteration`
				stopping = true
			case more := <-in:
				if stopping && !more {
					return
				}
			}
		}
	})
}

// row: S02
//
//proof:observe
//proof:instead default: => case <-time.After(time.Hour):
func yields() bool {
	return turns(func(ctx context.Context, in chan bool) {
		for {
			ctx.Err()
			select { // want `while no case is ready the default goes straight back to the select statement and keeps a processor busy: leave the default out`
			case more := <-in:
				if !more {
					return
				}
			default: //proof:at
				runtime.Gosched()
			}
		}
	})
}

type pool struct {
	jobs chan int
	n    atomic.Int32
}

// row: C12
//
//proof:by zeroes
func (p *pool) run() {
	for {
		job := <-p.jobs // want `after the close at line 180 this receives zero values without end: receive with a second result and leave the loop when it is false`
		p.handle(job)
	}
}

//proof:by zeroes
func (p *pool) handle(int) {
	if p.n.Add(1) > 1000 {
		runtime.Goexit()
	}
}

//proof:by zeroes
func (p *pool) close() { close(p.jobs) }

//proof:observe
//proof:noflip its finding is in run
func zeroes() bool {
	p := &pool{jobs: make(chan int)}
	var wg sync.WaitGroup
	wg.Go(p.run)
	p.jobs <- 1
	p.close()
	wg.Wait()
	return p.n.Load() > 1000
}

// row: C12
//
//proof:observe
//proof:instead <-ticks => if _, ok := <-ticks; !ok { return }
func zeroesLocal() bool {
	ticks := make(chan int)
	var n atomic.Int32
	var wg sync.WaitGroup
	wg.Go(func() {
		for {
			<-ticks // want `after the close at line 209 this receives zero values without end`
			count(&n)
		}
	})
	ticks <- 1
	close(ticks)
	wg.Wait()
	return n.Load() > 1000
}

//proof:by zeroesLocal
func count(n *atomic.Int32) {
	if n.Add(1) > 1000 {
		runtime.Goexit()
	}
}

type flags struct{ ready bool }

// row: G05
//
//proof:race
func plainField() {
	f := new(flags)
	go func() { f.ready = true }()
	for !f.ready { // want `only another goroutine can change ready here, and without synchronization this loop need not see it: wait on a channel, or use an atomic`
		time.Sleep(time.Millisecond)
	}
}

// row: G06
//
//proof:race
func plainVariable() {
	ready := false
	go func() { ready = true }()
	for !ready { // want `only another goroutine can change ready here`
		runtime.Gosched()
	}
}

var state int

// row: G05
//
//proof:race
func plainGlobal() {
	go func() { state = 2 }()
	for { // want `only another goroutine can change state here`
		if state == 2 { //proof:at
			return
		}
		time.Sleep(time.Millisecond)
	}
}

// row: G03
//
//proof:none it never ends
func never(n *int) {
	for { // want `this loop never ends and never waits: it keeps a processor busy until the process ends`
		_ = *n + 1
	}
}

type producer struct {
	items chan int
	quit  chan struct{}
	taken atomic.Int32
}

//proof:by zeroItems
func (p *producer) produce() {
	defer close(p.items) // nothing else tells the consumer
	for i := range 3 {
		p.items <- i + 1
	}
}

// row: C13
//
//proof:by zeroItems
func (p *producer) consume() {
	for {
		select {
		case item := <-p.items: // want `after the close at line \d+ this receives zero values without end: receive with a second result and leave the loop when it is false`
			p.add(item)
		case <-p.quit:
			return
		}
	}
}

//proof:by zeroItems
func (p *producer) add(item int) { p.taken.Add(1) }

//proof:observe
//proof:noflip the loop is in consume
func zeroItems() bool {
	p := &producer{items: make(chan int), quit: make(chan struct{})}
	go p.produce()
	go func() {
		for p.taken.Load() < 1000 {
			time.Sleep(time.Millisecond)
		}
		close(p.quit)
	}()
	p.consume()
	return p.taken.Load() >= 1000
}

// row: C13
//
//proof:observe
//proof:instead case <-in: => case _, ok := <-in: if !ok { return false };
func zeroesBesideContext() bool {
	ctx, cancel := context.WithCancel(context.Background())
	in := make(chan int)
	go func() {
		in <- 1
		close(in)
	}()
	n := 0
	for {
		select {
		case <-in: // want `after the close at line \d+ this receives zero values without end`
			if n++; n == 1000 {
				cancel()
			}
		case <-ctx.Done():
			return n >= 1000
		}
	}
}

type feed struct{ ch chan int }

//proof:by merges
func (f *feed) run() {
	f.ch <- 1
	close(f.ch)
}

// Channels that are made before the loop.
//
// row: C13
//
//proof:by merges
func merge(emit func(int) bool) {
	a, b := &feed{make(chan int)}, &feed{make(chan int)}
	stop := make(chan bool, 1)
	go a.run()
	go b.run()
	for {
		select {
		case n := <-a.ch: // want `after the close at line \d+ this receives zero values without end`
			if emit(n) {
				stop <- true
			}
		case n := <-b.ch: // want `after the close at line \d+ this receives zero values without end`
			if emit(n) {
				stop <- true
			}
		case <-stop:
			return
		}
	}
}

//proof:observe
//proof:noflip the loop is in merge
func merges() bool {
	n := 0
	merge(func(int) bool { n++; return n == 1000 })
	return n >= 1000
}
