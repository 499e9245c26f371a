// Package ok looks the same and is right.
package ok

import (
	"errors"
	"iter"
	"os"
	"runtime"
	"sync"
)

var errFailed = errors.New("failed")

func enter(fail bool) error {
	if fail {
		return errFailed
	}
	return nil
}

//proof:ok
func deferred() {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	if err := enter(true); err != nil {
		return
	}
}

//proof:ok
func deferredLiteral() {
	runtime.LockOSThread()
	defer func() {
		runtime.UnlockOSThread()
	}()
	if err := enter(true); err != nil {
		return
	}
}

//proof:ok
func everyWay() {
	runtime.LockOSThread()
	if err := enter(true); err != nil {
		runtime.UnlockOSThread()
		return
	}
	runtime.UnlockOSThread()
}

// The thread ends with the goroutine.
//
//proof:ok
func goroutine() {
	done := make(chan bool)
	go func() {
		defer close(done)
		runtime.LockOSThread()
		if enter(true) != nil {
			return
		}
		runtime.UnlockOSThread()
	}()
	<-done
}

//proof:ok
func declared() {
	done := make(chan bool)
	go worker(done)
	<-done
}

func worker(done chan bool) {
	defer close(done)
	runtime.LockOSThread()
	if enter(true) != nil {
		return
	}
	runtime.UnlockOSThread()
}

//proof:ok
func ofGroup() {
	var wg sync.WaitGroup
	wg.Go(func() {
		runtime.LockOSThread()
		if enter(true) != nil {
			return
		}
		runtime.UnlockOSThread()
	})
	wg.Wait()
}

// Nobody unlocks: it is for ever.
//
//proof:ok
func forEver() {
	done := make(chan bool)
	go func() {
		mainThread()
		close(done)
	}()
	<-done
}

func mainThread() {
	runtime.LockOSThread()
	if enter(true) != nil {
		return
	}
}

// P1: the caller unlocks.
//
//proof:ok
func handedOut() {
	release := acquire(false)
	release()
}

func acquire(fail bool) func() {
	runtime.LockOSThread()
	if fail {
		runtime.UnlockOSThread()
		return func() {}
	}
	return runtime.UnlockOSThread
}

// P4: documented: what went wrong has changed the thread for good.
//
//proof:ok
func meant() {
	done := make(chan bool)
	go func() {
		restore(true)
		close(done)
	}()
	<-done
}

func restore(fail bool) error {
	runtime.LockOSThread()
	if fail {
		// The thread can't be used again: let it end with the goroutine.
		return errFailed
	}
	runtime.UnlockOSThread()
	return nil
}

// P3: it does not return.
//
//proof:ok
func exits() {
	runtime.LockOSThread()
	if enter(false) != nil {
		os.Exit(1)
	}
	runtime.UnlockOSThread()
}

// P5: the same condition decides.
//
//proof:ok
func pair() {
	wire := enter(false) != nil
	if wire {
		runtime.LockOSThread()
	}
	enter(true)
	if wire {
		runtime.UnlockOSThread()
	}
}

// P10: a value, which may run anywhere.
//
//proof:ok
func asValue() {
	done := make(chan bool)
	run := worker
	go run(done)
	<-done
}

//proof:ok
func ranged() {
	var seq iter.Seq[int] = func(yield func(int) bool) { _ = yield(1) && yield(2) }
	for range seq {
		runtime.LockOSThread()
		runtime.UnlockOSThread()
	}
}

// Same names, another package.
type lockers struct{}

func (lockers) LockOSThread()   {}
func (lockers) UnlockOSThread() {}

//proof:ok
func sameName() {
	var runtime lockers
	runtime.LockOSThread()
	if enter(true) != nil {
		return
	}
	runtime.UnlockOSThread()
}
