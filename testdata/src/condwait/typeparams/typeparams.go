// Package typeparams waits in generic types.
package typeparams

import (
	"sync"
	"sync/atomic"
	"time"
)

type queue[T any] struct {
	mu    sync.Mutex
	some  *sync.Cond
	items []T
}

//proof:by faster
func (q *queue[T]) take() T {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.items) == 0 {
		q.some.Wait() // want `the condition of line 20 may be false again when Wait returns: another goroutine can take the lock first; test it in a for loop`
	}
	item := q.items[0] //proof:at
	q.items = q.items[1:]
	return item
}

//proof:by faster
func (q *queue[T]) put(item T) {
	q.mu.Lock()
	q.items = append(q.items, item)
	q.mu.Unlock()
	q.some.Broadcast()
}

//proof:panic index out of range
func faster() {
	q := new(queue[int])
	q.some = sync.NewCond(&q.mu)
	for range 2 {
		go q.take()
	}
	time.Sleep(10 * time.Millisecond)
	q.put(1)
	time.Sleep(10 * time.Millisecond)
}

//proof:by loops
func (q *queue[T]) takeInLoop() T {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) == 0 {
		q.some.Wait()
	}
	item := q.items[0]
	q.items = q.items[1:]
	return item
}

//proof:ok
func loops() {
	q := new(queue[string])
	q.some = sync.NewCond(&q.mu)
	taken := make(chan string)
	go func() { taken <- q.takeInLoop() }()
	q.put("a")
	<-taken
}

type stack[T any] struct {
	filled *sync.Cond
	items  []T
}

//proof:by unwoken
func (s *stack[T]) pop() T {
	s.filled.L.Lock()
	defer s.filled.L.Unlock()
	for len(s.items) == 0 {
		s.filled.Wait() // want `nobody in the package calls Signal or Broadcast of the Cond filled`
	}
	item := s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return item
}

//proof:leak
func unwoken() {
	s := &stack[int]{filled: sync.NewCond(new(sync.Mutex))}
	go s.pop()
	time.Sleep(10 * time.Millisecond)
	s.filled.L.Lock()
	s.items = append(s.items, 1)
	s.filled.L.Unlock()
}

type feed[T any] struct {
	mu    sync.Mutex
	some  *sync.Cond
	ended atomic.Bool
	items []T
}

//proof:by missed
func (f *feed[T]) end() {
	f.ended.Store(true)
	f.some.Broadcast() // want `who has just tested it at line \d+ and is about to Wait misses this Broadcast`
}

//proof:by missed
func (f *feed[T]) wait() {
	f.mu.Lock()
	defer f.mu.Unlock()
	for len(f.items) == 0 && !f.ended.Load() {
		time.Sleep(20 * time.Millisecond)
		f.some.Wait() //proof:at
	}
}

//proof:leak
func missed() {
	f := new(feed[int])
	f.some = sync.NewCond(&f.mu)
	go f.wait()
	time.Sleep(10 * time.Millisecond)
	f.end()
}
