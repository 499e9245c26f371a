package found

import (
	"context"
	"sync"
	"time"
)

// row: M33
//
//proof:leak
func lockHeldByWaiter() {
	var mu sync.Mutex
	done := make(chan struct{})
	mu.Lock()
	go func() {
		mu.Lock()
		mu.Unlock()
		close(done)
	}()
	<-done // want `this receive can block its goroutine for ever`
	mu.Unlock()
}

// row: C11
//
//proof:leak
func waitBeforeReceive() {
	var wg sync.WaitGroup
	ch := make(chan int)
	wg.Add(1)
	go func() {
		defer wg.Done()
		ch <- 1 // want `this send can block its goroutine for ever`
	}()
	wg.Wait()
	<-ch
}

//proof:leak
func neverCancelled() {
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		<-ctx.Done() // want `this receive can block its goroutine for ever`
		cancel()
	}()
}

// row: W11
//
//proof:leak
func doneMissed() {
	var wg sync.WaitGroup
	wg.Add(2)
	go wg.Done()
	wg.Wait() // want `this call of Wait can block its goroutine for ever`
}

//proof:leak
func nilChannel() {
	var ch chan int
	go func() {
		ch <- 1 // want `this send can block its goroutine for ever`
	}()
}

type stopper struct {
	mu     sync.Mutex
	closed bool
	ch     chan int
}

// The lock is not held between the question and the close.
//
//proof:by bothStop
func (s *stopper) stop() {
	s.mu.Lock()
	closed := s.closed
	s.mu.Unlock()
	if closed {
		return
	}
	time.Sleep(5 * time.Millisecond)
	close(s.ch) // want `this close can end the process with "close of closed channel": another goroutine may come first`
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()
}

//proof:panic close of closed channel
func bothStop() {
	s := &stopper{ch: make(chan int)}
	var wg sync.WaitGroup
	wg.Go(s.stop)
	wg.Go(s.stop)
	wg.Wait()
}

//proof:panic negative WaitGroup counter
func bothDone() {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		time.Sleep(time.Millisecond)
		wg.Done() // want `this call can end the process with "sync: negative WaitGroup counter"`
	}()
	wg.Done() // want `this call can end the process with "sync: negative WaitGroup counter"`
	time.Sleep(5 * time.Millisecond)
}
