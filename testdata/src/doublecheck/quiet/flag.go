package quiet

import (
	"sync"
	"sync/atomic"
)

type worker struct {
	mu      sync.Mutex
	running bool
	up      atomic.Bool
	wg      sync.WaitGroup
	n       atomic.Int32
}

// The flag is set before the goroutine is started.
//
//proof:ok
func setBefore() {
	w := new(worker)
	w.start()
	w.start()
	w.wg.Wait()
}

//proof:by setBefore
func (w *worker) start() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.running {
		return
	}
	w.running = true
	w.wg.Add(1)
	go func() {
		defer w.wg.Done()
		w.mu.Lock()
		w.running = true
		w.mu.Unlock()
	}()
}

// The goroutine looks again.
//
//proof:ok
func looksAgain() {
	w := new(worker)
	w.ensure()
	w.ensure()
	w.wg.Wait()
}

//proof:by looksAgain
func (w *worker) ensure() {
	if w.up.Load() {
		return
	}
	w.wg.Go(func() {
		if !w.up.CompareAndSwap(false, true) {
			return
		}
		w.n.Add(1)
	})
}

// Who starts it waits until it has begun.
//
//proof:ok
func waitsForIt() {
	w := new(worker)
	w.begin()
	w.begin()
	w.wg.Wait()
}

//proof:by waitsForIt
func (w *worker) begin() {
	if w.up.Load() {
		return
	}
	begun := make(chan struct{})
	w.wg.Add(1)
	go func() {
		defer w.wg.Done()
		w.up.Store(true)
		close(begun)
	}()
	<-begun
}

// What the goroutine sets is another flag.
//
//proof:ok
func anotherFlag() {
	w := new(worker)
	w.mu.Lock()
	if !w.running {
		w.wg.Go(func() { w.up.Store(true) })
	}
	w.mu.Unlock()
	w.wg.Wait()
}

// The object is the function's own.
//
//proof:ok
func ownObject() {
	var w worker
	if !w.up.Load() {
		w.wg.Go(func() { w.up.Store(true) })
	}
	w.wg.Wait()
}
