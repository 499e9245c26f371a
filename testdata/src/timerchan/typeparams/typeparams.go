// Package typeparams has timers in generic code.
package typeparams

import (
	"sync/atomic"
	"time"
)

type batcher[T any] struct {
	ticker *time.Ticker
	items  atomic.Pointer[[]T]
	ticks  atomic.Int32
}

//proof:by leak
func (b *batcher[T]) run() {
	for range b.ticker.C { // want `the Stop at line 23 does not close the channel: this loop and its goroutine never end; select on a channel that is closed beside Stop`
		b.items.Store(nil)
	}
}

//proof:by leak
func (b *batcher[T]) close() { b.ticker.Stop() }

//proof:leak
func leak() {
	b := &batcher[int]{ticker: time.NewTicker(time.Millisecond)}
	go b.run()
	time.Sleep(5 * time.Millisecond)
	b.close()
	b = nil
}

//proof:by leaves
func after[T any](in chan T, d time.Duration) (v T, ok bool) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case v = <-in:
		return v, true
	case <-t.C:
		return v, false
	}
}

//proof:ok
func leaves() { after(make(chan int), time.Millisecond) }
