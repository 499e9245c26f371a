// Package typeparams has generic loops.
package typeparams

import (
	"context"
	"sync/atomic"
	"time"
)

type queue[T any] struct {
	in   chan T
	n    atomic.Int32
	done atomic.Bool
}

//proof:by spins
func (q *queue[T]) run(ctx context.Context, handle func(T)) {
	for {
		q.n.Load()
		select {
		case v := <-q.in:
			handle(v)
			if q.done.Load() {
				return
			}
		case <-ctx.Done(): // want `once ctx.Done.. is closed this case is ready in every iteration, and the loop turns without waiting: leave the loop here`
		}
	}
}

//proof:observe
//proof:noflip its finding is in run
func spins() bool {
	q := &queue[int]{in: make(chan int)}
	ctx, cancel := context.WithCancel(context.Background())
	counted := &counting{Context: ctx}
	go q.run(counted, func(int) {})
	cancel()
	time.Sleep(20 * time.Millisecond)
	q.done.Store(true)
	q.in <- 1
	return counted.n.Load() > 100
}

// A counting context counts how often it is asked.
type counting struct {
	context.Context
	n atomic.Int32
}

//proof:by spins
func (c *counting) Done() <-chan struct{} {
	c.n.Add(1)
	return c.Context.Done()
}

//proof:by ends
func drain[T any](ctx context.Context, in chan T) (n int) {
	for {
		select {
		case <-in:
			n++
		case <-ctx.Done():
			return n
		}
	}
}

//proof:ok
func ends() {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	drain(ctx, make(chan string))
}
