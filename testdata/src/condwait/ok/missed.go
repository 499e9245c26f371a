package ok

import (
	"context"
	"sync"
	"sync/atomic"
)

type feed struct {
	ctx    context.Context
	mu     sync.Mutex
	some   *sync.Cond
	items  []int
	closed atomic.Bool
	pulse  chan int
}

// The lock is taken around the call: a waiter is before his test, or in Wait.
//
//proof:by contexts
func newFeed(ctx context.Context) *feed {
	f := &feed{ctx: ctx, pulse: make(chan int, 1)}
	f.some = sync.NewCond(&f.mu)
	go func() {
		<-f.ctx.Done()
		f.mu.Lock()
		f.some.Broadcast()
		f.mu.Unlock()
	}()
	return f
}

//proof:by contexts
func (f *feed) next() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	for len(f.items) == 0 && f.ctx.Err() == nil {
		f.some.Wait()
	}
	return f.ctx.Err() == nil
}

//proof:ok
func contexts() {
	ctx, cancel := context.WithCancel(context.Background())
	f := newFeed(ctx)
	var wg sync.WaitGroup
	wg.Go(func() { f.next() })
	cancel()
	wg.Wait()
}

// To have had the lock is enough.
//
//proof:by locked
func (f *feed) close() {
	f.mu.Lock()
	f.closed.Store(true)
	f.mu.Unlock()
	f.some.Broadcast()
}

//proof:by locked
func (f *feed) untilClosed() {
	f.mu.Lock()
	defer f.mu.Unlock()
	for !f.closed.Load() {
		f.some.Wait()
	}
}

//proof:ok
func locked() {
	f := &feed{}
	f.some = sync.NewCond(&f.mu)
	var wg sync.WaitGroup
	wg.Go(f.untilClosed)
	f.close()
	wg.Wait()
}

// The caller holds the lock.
//
//proof:by callers
func (f *feed) tell() {
	f.closed.Store(true)
	f.some.Broadcast()
}

//proof:ok
func callers() {
	f := &feed{}
	f.some = sync.NewCond(&f.mu)
	var wg sync.WaitGroup
	wg.Go(f.untilClosed)
	f.mu.Lock()
	f.tell()
	f.mu.Unlock()
	wg.Wait()
}

// What is tested changes with the lock; the context is another matter.
//
//proof:ok
func otherNews() {
	ctx, cancel := context.WithCancel(context.Background())
	cond := sync.NewCond(new(sync.Mutex))
	open := false
	var wg sync.WaitGroup
	wg.Go(func() {
		cond.L.Lock()
		defer cond.L.Unlock()
		for !open {
			cond.Wait()
		}
	})
	cond.L.Lock()
	open = true
	cond.L.Unlock()
	cancel()
	<-ctx.Done()
	cond.Broadcast()
	wg.Wait()
}

// Another Cond is woken.
//
//proof:ok
func otherCond() {
	ctx, cancel := context.WithCancel(context.Background())
	a, b := sync.NewCond(new(sync.Mutex)), sync.NewCond(new(sync.Mutex))
	context.AfterFunc(ctx, b.Broadcast)
	context.AfterFunc(ctx, func() {
		a.L.Lock()
		defer a.L.Unlock()
		a.Broadcast()
	})
	var wg sync.WaitGroup
	wg.Go(func() {
		a.L.Lock()
		defer a.L.Unlock()
		for ctx.Err() == nil {
			a.Wait()
		}
	})
	cancel()
	wg.Wait()
}
