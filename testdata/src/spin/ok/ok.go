// Package ok looks the same and is right.
package ok

import (
	"context"
	"errors"
	"iter"
	"log"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

func canceled() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	return ctx
}

//proof:ok
func returns() {
	ctx, in := canceled(), make(chan int)
	for {
		select {
		case <-ctx.Done():
			log.SetFlags(0)
			return
		case <-in:
		}
	}
}

//proof:ok
func labelled() {
	ctx, in := canceled(), make(chan int)
loop:
	for {
		select {
		case <-ctx.Done():
			break loop
		case <-in:
		}
	}
}

// P5: the flag ends the loop.
//
//proof:ok
func byFlag() {
	ctx, in := canceled(), make(chan int)
	for done := false; !done; {
		select {
		case <-ctx.Done():
			done = true
		case <-in:
		}
	}
}

//proof:ok
func byError() {
	ctx, in := canceled(), make(chan int)
	var err error
	for err == nil {
		select {
		case <-ctx.Done():
			err = errors.New("done")
		case <-in:
		}
	}
}

// One of them it is.
//
//proof:ok
func byReason() {
	ctx, in := canceled(), make(chan int)
	for {
		select {
		case <-ctx.Done():
			switch ctx.Err() {
			case context.DeadlineExceeded:
				return
			case context.Canceled:
				return
			}
		case <-in:
		}
	}
}

// The case is taken once: a nil channel is never ready.
//
//proof:ok
func setsNil() {
	ctx, in := canceled(), make(chan int)
	go func() {
		time.Sleep(time.Millisecond)
		close(in)
	}()
	done := ctx.Done()
	for {
		select {
		case <-done:
			done = nil
		case _, ok := <-in:
			if !ok {
				return
			}
		}
	}
}

// Another context in each iteration.
//
//proof:ok
func perIteration() {
	in := make(chan int)
	for i := 0; i < 3; i++ {
		ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
		select {
		case <-ctx.Done():
		case <-in:
		}
		cancel()
	}
}

// P2: what it calls makes the other case ready.
//
//proof:ok
func callCloses() {
	ctx, in := canceled(), make(chan int)
	var once sync.Once
	stop := func() { once.Do(func() { close(in) }) }
	for {
		select {
		case <-ctx.Done():
			stop()
		case _, ok := <-in:
			if !ok {
				return
			}
		}
	}
}

// It waits in each iteration all the same.
//
//proof:ok
func works() {
	ctx := canceled()
	n := 0
	for {
		select {
		case <-ctx.Done():
			n++
		default:
		}
		time.Sleep(time.Millisecond)
		if n == 3 {
			return
		}
	}
}

// Timers are ready once.
//
//proof:ok
func timers() {
	t := time.NewTimer(time.Millisecond)
	in := make(chan int)
	time.AfterFunc(3*time.Millisecond, func() { close(in) })
	for {
		select {
		case <-t.C:
		case _, ok := <-in:
			if !ok {
				return
			}
		}
	}
}

// As often as there are subscribers.
//
//proof:ok
func notify() {
	subscribers := []chan int{make(chan int), make(chan int, 1)}
	for _, s := range subscribers {
		select {
		case s <- 1:
		default:
		}
	}
	for i := 0; i < 3; i++ {
		select {
		case subscribers[1] <- i:
		default:
		}
	}
}

// The default is needed: the loop asks for something else, too.
//
//proof:ok
func polls() {
	ctx := context.Background()
	var n atomic.Int32
	go n.Store(3)
	for n.Load() < 3 {
		select {
		case <-ctx.Done():
			return
		default:
		}
		runtime.Gosched()
	}
}

// Until nothing is left.
//
//proof:ok
func drain() {
	in := make(chan int, 2)
	in <- 1
	for {
		select {
		case <-in:
			continue
		default:
		}
		return
	}
}

// The default works.
//
//proof:ok
func defaultWorks() {
	stop := make(chan int)
	var n atomic.Int32
	time.AfterFunc(2*time.Millisecond, func() { close(stop) })
	for {
		select {
		case <-stop:
			return
		default:
			n.Add(1)
			time.Sleep(100 * time.Microsecond)
		}
	}
}

// Nobody closes it.
//
//proof:none it never ends
func everReceives(in chan int) {
	for {
		println(<-in)
	}
}

type pool struct {
	jobs chan int
	quit chan bool
	n    atomic.Int32
}

//proof:by closes
func (p *pool) run() {
	for {
		job, ok := <-p.jobs
		if !ok {
			return
		}
		p.n.Add(int32(job))
	}
}

//proof:by closes
func (p *pool) zeroEnds() {
	for {
		job := <-p.jobs
		if job == 0 {
			return
		}
	}
}

//proof:by closes
func (p *pool) ranges() {
	for job := range p.jobs {
		p.n.Add(int32(job))
	}
}

//proof:ok
func closes() {
	p := &pool{jobs: make(chan int)}
	var wg sync.WaitGroup
	wg.Go(p.run)
	wg.Go(p.zeroEnds)
	wg.Go(p.ranges)
	close(p.jobs)
	wg.Wait()
}

// Another goroutine sets it atomically.
//
//proof:ok
func atomicFlag() {
	var ready atomic.Bool
	time.AfterFunc(time.Millisecond, func() { ready.Store(true) })
	for !ready.Load() {
		time.Sleep(100 * time.Microsecond)
	}
}

// P11: under a lock.
//
//proof:ok
func lockedFlag() {
	var mu sync.Mutex
	ready := false
	time.AfterFunc(time.Millisecond, func() {
		mu.Lock()
		ready = true
		mu.Unlock()
	})
	for {
		mu.Lock()
		if ready {
			mu.Unlock()
			return
		}
		mu.Unlock()
		time.Sleep(100 * time.Microsecond)
	}
}

// The loop changes it itself.
//
//proof:ok
func changes() {
	n := 0
	p := &n
	for *p < 3 {
		*p++
	}
	for n < 6 {
		n++
	}
}

//proof:by iterates
func ticks(ctx context.Context) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := 0; ; i++ {
			select {
			case <-ctx.Done():
				return
			default:
			}
			if !yield(i) {
				return
			}
		}
	}
}

//proof:ok
func iterates() {
	for i := range ticks(context.Background()) {
		if i == 3 {
			break
		}
	}
}

// Whoever writes this means it.
//
//proof:none it never ends
func blocks() {
	for {
		select {}
	}
}

//proof:none it never ends
func sleeps() {
	for {
		time.Sleep(time.Hour)
	}
}

type feed struct {
	items chan int
	quit  chan struct{}
	sum   int
}

func (f *feed) produceAndStop() {
	f.items <- 1
	close(f.quit)
	close(f.items)
}

// The sender ends the loop as well.
//
//proof:ok
func endedBySender() {
	f := &feed{items: make(chan int), quit: make(chan struct{})}
	go f.produceAndStop()
	for {
		select {
		case item := <-f.items:
			f.sum += item
		case <-f.quit:
			return
		}
	}
}

//proof:ok
func asksWhetherClosed() {
	f := &feed{items: make(chan int), quit: make(chan struct{})}
	go func() {
		f.items <- 1
		close(f.items)
	}()
	for {
		select {
		case item, ok := <-f.items:
			if !ok {
				return
			}
			f.sum += item
		case <-f.quit:
		}
	}
}

// A value of zero ends it.
//
//proof:ok
func zeroIsTheEnd() {
	f := &feed{items: make(chan int), quit: make(chan struct{})}
	go func() {
		f.items <- 1
		close(f.items)
	}()
	for {
		select {
		case item := <-f.items:
			if item == 0 {
				return
			}
		case <-f.quit:
		}
	}
}

// A WaitGroup tells that the sender is done, and the loop ends.
//
//proof:ok
func waitedFor() {
	f := &feed{items: make(chan int), quit: make(chan struct{})}
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		f.items <- 1
		close(f.items)
	}()
	go func() {
		wg.Wait()
		close(f.quit)
	}()
	for {
		select {
		case item := <-f.items:
			f.sum += item
		case <-f.quit:
			return
		}
	}
}

// The case is switched off.
//
//proof:ok
func switchedOff() {
	f := &feed{items: make(chan int), quit: make(chan struct{})}
	go func() {
		f.items <- 1
		close(f.items)
	}()
	go func() {
		time.Sleep(time.Millisecond)
		close(f.quit)
	}()
	n := 0
	for {
		select {
		case <-f.items:
			if n++; n > 1 {
				f.items = nil
			}
		case <-f.quit:
			return
		}
	}
}
