package a

import (
	"runtime"
	"sync/atomic"
	"time"
)

// alone measures how long f waits for what another goroutine does, on one processor.
func alone(other func(), f func()) bool {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	go other()
	begin := time.Now()
	f()
	return time.Since(begin) > 5*time.Millisecond // the scheduler takes the processor away after 10
}

type spinLock struct{ state int32 }

// row: A12
//
//proof:observe
//proof:instead 1) { => 1) { runtime.Gosched();
func lockSpins() bool {
	l := &spinLock{state: 1}
	return alone(func() { atomic.StoreInt32(&l.state, 0) }, func() {
		for !atomic.CompareAndSwapInt32(&l.state, 0, 1) { // want `nothing here waits or gives way: until another goroutine changes state this one keeps a processor busy, which the other may need; use a sync.Mutex or a channel`
		}
	})
}

// row: A12
//
//proof:observe
//proof:instead if locked.CompareAndSwap => runtime.Gosched(); if locked.CompareAndSwap
func spinsInBody() bool {
	var locked atomic.Bool
	locked.Store(true)
	return alone(func() { locked.Store(false) }, func() {
		for { // want `until another goroutine changes locked`
			if locked.CompareAndSwap(false, true) { //proof:at
				break
			}
		}
	})
}

//proof:observe
//proof:instead ready.Load() { => ready.Load() { runtime.Gosched();
func flagTurns() bool {
	var ready atomic.Bool
	return alone(func() { ready.Store(true) }, func() {
		for !ready.Load() { // want `until another goroutine changes ready`
		}
	})
}

//proof:observe
//proof:instead 0 { => 0 { runtime.Gosched();
func swaps() bool {
	var state atomic.Int32
	state.Store(1)
	return alone(func() { state.Store(0) }, func() {
		for state.Swap(1) != 0 { // want `until another goroutine changes state`
		}
	})
}
