package ok

import (
	"context"
	"sync"
	"time"
)

var replies = sync.Pool{New: func() any { return make(chan int, 1) }}

type request struct{ to chan int }

func answerer(requests <-chan request) {
	for r := range requests {
		r.to <- 1
	}
}

// Only a channel whose value has come goes back.
//
//proof:ok
func putWhereReceived() {
	requests := make(chan request)
	go answerer(requests)
	defer close(requests)
	to := replies.Get().(chan int)
	requests <- request{to}
	select {
	case <-to:
		replies.Put(to)
	case <-time.After(time.Minute):
	}
}

// The value is waited for in any case.
//
//proof:ok
func drained() {
	requests := make(chan request)
	go answerer(requests)
	defer close(requests)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	to := replies.Get().(chan int)
	requests <- request{to}
	select {
	case <-to:
	case <-ctx.Done():
		<-to
	}
	replies.Put(to)
}

type registry struct {
	mu      sync.Mutex
	waiting map[int]chan int
}

func (r *registry) remove(id int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.waiting, id)
}

// Nobody sends on it any more when it is taken out of the registry.
//
//proof:ok
func unregistered() {
	r := &registry{waiting: make(map[int]chan int)}
	to := replies.Get().(chan int)
	r.mu.Lock()
	r.waiting[1] = to
	r.mu.Unlock()
	select {
	case <-to:
	case <-time.After(time.Millisecond):
		r.remove(1)
	}
	replies.Put(to)
}

// It has been given to nobody.
//
//proof:ok
func private() {
	to := replies.Get().(chan int)
	defer replies.Put(to)
	select {
	case <-to:
	case <-time.After(time.Millisecond):
	}
}

// What is closed does not go back.
//
//proof:ok
func closedElsewhere() {
	to := replies.Get().(chan int)
	if len(to) > 0 {
		close(to)
		return
	}
	replies.Put(to)
}
