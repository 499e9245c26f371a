package ok

import (
	"context"
	"sync"
	"time"
)

func work() int {
	time.Sleep(2 * time.Millisecond)
	return 1
}

// The result is sent.
//
//proof:ok
func resultSent() int {
	done := make(chan int, 1)
	go func() { done <- work() }()
	select {
	case n := <-done:
		return n
	case <-time.After(time.Millisecond):
		return 0
	}
}

// Who gives up leaves the variable alone.
//
//proof:ok
func leftAlone() (int, error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
	defer cancel()
	n := 0
	done := make(chan struct{})
	go func() {
		n = work()
		close(done)
	}()
	select {
	case <-ctx.Done():
		return 0, ctx.Err()
	case <-done:
		return n, nil
	}
}

// It is told to end, and waited for.
//
//proof:ok
func waitedAfterAll() int {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	n := 0
	done := make(chan struct{})
	go func() {
		for ctx.Err() == nil {
			n += work()
		}
		close(done)
	}()
	select {
	case <-time.After(time.Millisecond):
		cancel()
		<-done
		n++
	case <-done:
	}
	return n
}

// A function that gets the channel may wait.
//
//proof:ok
func handedOn() int {
	n := 0
	done := make(chan struct{})
	go func() {
		n = work()
		close(done)
	}()
	select {
	case <-time.After(time.Millisecond):
		drain(done)
		n++
	case <-done:
	}
	return n
}

func drain(ch chan struct{}) { <-ch }

// Both take the lock.
//
//proof:ok
func bothLocked() int {
	var mu sync.Mutex
	n := 0
	done := make(chan struct{})
	go func() {
		v := work()
		mu.Lock()
		n = v
		mu.Unlock()
		close(done)
	}()
	select {
	case <-time.After(time.Millisecond):
		mu.Lock()
		defer mu.Unlock()
		n++
		return n
	case <-done:
		return n
	}
}

// The goroutine only reads.
//
//proof:ok
func onlyReads() int {
	n := 3
	done := make(chan int, 1)
	go func() { done <- n + work() }()
	select {
	case v := <-done:
		return v
	case <-time.After(time.Millisecond):
		return n
	}
}

// The clock only says that it takes long: the next round waits again.
//
//proof:ok
func patient() int {
	n := 0
	done := make(chan struct{})
	go func() {
		n = work()
		close(done)
	}()
	for rounds := 0; ; rounds++ {
		select {
		case <-time.After(time.Millisecond):
		case <-done:
			return n + rounds
		}
	}
}
