package found

import (
	"context"
	"sync"
	"time"
)

// row: G02
//
//proof:leak
func receiverLeaves() {
	ch := make(chan int)
	go func() {
		time.Sleep(5 * time.Millisecond)
		ch <- 1 // want `this send can block its goroutine for ever`
	}()
	select {
	case <-ch:
	case <-time.After(time.Millisecond):
	}
}

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
