package ok

import (
	"runtime"
	"sync/atomic"
	"time"
)

// It gives way.
//
//proof:ok
func givesWay() {
	var locked atomic.Bool
	locked.Store(true)
	go locked.Store(false)
	for !locked.CompareAndSwap(false, true) {
		runtime.Gosched()
	}
}

//proof:ok
func backsOff() {
	var locked atomic.Bool
	locked.Store(true)
	go locked.Store(false)
	for wait := time.Microsecond; !locked.CompareAndSwap(false, true); wait *= 2 {
		time.Sleep(wait)
	}
}

// Who fails has been overtaken, and tries again with the new value: no one is waited for.
//
//proof:ok
func lockFree() {
	var n atomic.Int64
	for {
		old := n.Load()
		if n.CompareAndSwap(old, old*2+1) {
			break
		}
	}
	for old := n.Load(); !n.CompareAndSwap(old, old+1); old = n.Load() {
	}
}

// It tries some times only.
//
//proof:ok
func bounded() bool {
	var locked atomic.Bool
	for range 4 {
		if locked.CompareAndSwap(false, true) {
			return true
		}
	}
	return false
}
