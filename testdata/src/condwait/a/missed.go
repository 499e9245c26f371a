package a

import (
	"context"
	"sync"
	"sync/atomic"
	"time"
)

// A feed is read until its context ends.
type feed struct {
	ctx   context.Context
	mu    sync.Mutex
	some  *sync.Cond
	items []int
}

//proof:by leakContext
func newFeed(ctx context.Context) *feed {
	f := &feed{ctx: ctx}
	f.some = sync.NewCond(&f.mu)
	go func() {
		<-f.ctx.Done()
		f.some.Broadcast() // want `who has just tested it at line 34 and is about to Wait misses this Broadcast, and may wait for ever: take L here, so that it comes before the test or behind the Wait`
	}()
	return f
}

//proof:by leakContext
func (f *feed) next() (int, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for len(f.items) == 0 {
		if f.ended() {
			return 0, false
		}
		f.some.Wait() //proof:at
	}
	item := f.items[0]
	f.items = f.items[1:]
	return item, true
}

func (f *feed) ended() bool {
	select {
	case <-f.ctx.Done():
		return true
	default:
		time.Sleep(20 * time.Millisecond) // to make it sure
		return false
	}
}

//proof:leak
func leakContext() {
	ctx, cancel := context.WithCancel(context.Background())
	f := newFeed(ctx)
	go f.next()
	time.Sleep(10 * time.Millisecond)
	cancel()
}

//proof:leak
func leakAfterFunc() {
	ctx, cancel := context.WithCancel(context.Background())
	cond := sync.NewCond(new(sync.Mutex))
	stop := context.AfterFunc(ctx, cond.Broadcast) // want `who has just tested it at line \d+ and is about to Wait misses this Broadcast`
	go func() {
		cond.L.Lock()
		defer cond.L.Unlock()
		defer stop()
		for ctx.Err() == nil {
			time.Sleep(20 * time.Millisecond)
			cond.Wait() //proof:at
		}
	}()
	time.Sleep(10 * time.Millisecond)
	cancel()
}

//proof:leak
func leakAfterFuncLiteral() {
	ctx, cancel := context.WithCancel(context.Background())
	cond := sync.NewCond(new(sync.Mutex))
	context.AfterFunc(ctx, func() {
		cond.Signal() // want `who has just tested it at line \d+ and is about to Wait misses this Signal`
	})
	go func() {
		cond.L.Lock()
		defer cond.L.Unlock()
		for ctx.Err() == nil {
			time.Sleep(20 * time.Millisecond)
			cond.Wait() //proof:at
		}
	}()
	time.Sleep(10 * time.Millisecond)
	cancel()
}

// A door is closed by an atomic.
type door struct {
	mu     sync.Mutex
	closed atomic.Bool
	moved  sync.Cond
}

//proof:by leakAtomic
func (d *door) shut() {
	d.closed.Store(true)
	d.moved.Broadcast() // want `who has just tested it at line \d+ and is about to Wait misses this Broadcast`
}

//proof:by leakAtomic
func (d *door) untilShut() {
	d.mu.Lock()
	defer d.mu.Unlock()
	for !d.closed.Load() {
		time.Sleep(20 * time.Millisecond)
		d.moved.Wait() //proof:at
	}
}

//proof:leak
func leakAtomic() {
	d := new(door)
	d.moved.L = &d.mu
	go d.untilShut()
	time.Sleep(10 * time.Millisecond)
	d.shut()
}

// A tank counts by functions of sync/atomic.
type tank struct {
	mu    sync.Mutex
	level int32
	empty *sync.Cond
	done  chan struct{}
}

//proof:by leakCount
func (t *tank) drain() {
	if atomic.AddInt32(&t.level, -1) == 0 {
		t.empty.Signal() // want `who has just tested it at line \d+ and is about to Wait misses this Signal`
	}
}

//proof:by leakCount
func (t *tank) untilEmpty() {
	t.mu.Lock()
	defer t.mu.Unlock()
	for atomic.LoadInt32(&t.level) > 0 {
		time.Sleep(20 * time.Millisecond)
		t.empty.Wait() //proof:at
	}
}

//proof:leak
func leakCount() {
	t := &tank{level: 1}
	t.empty = sync.NewCond(&t.mu)
	go t.untilEmpty()
	time.Sleep(10 * time.Millisecond)
	t.drain()
}

//proof:by leakClosed
func (t *tank) stop() {
	close(t.done)
	t.empty.Broadcast() // want `who has just tested it at line \d+ and is about to Wait misses this Broadcast`
}

//proof:by leakClosed
func (t *tank) untilStopped() {
	t.mu.Lock()
	defer t.mu.Unlock()
	for {
		select {
		case <-t.done:
			return
		default:
		}
		time.Sleep(20 * time.Millisecond)
		t.empty.Wait() //proof:at
	}
}

//proof:leak
func leakClosed() {
	t := &tank{done: make(chan struct{})}
	t.empty = sync.NewCond(&t.mu)
	go t.untilStopped()
	time.Sleep(10 * time.Millisecond)
	t.stop()
}
