// Package typeparams keeps cancel functions in generic types.
package typeparams

import "context"

type queue[T any] struct {
	in     chan T
	cancel context.CancelFunc
	stop   context.CancelFunc
}

//proof:leak
func leak() {
	q := newQueue[int]()
	close(q.in)
}

//proof:by leak
func newQueue[T any]() *queue[T] {
	ctx, cancel := context.WithCancel(context.Background()) // want `nobody calls the cancel function that the field cancel keeps: the context stays with its parent, and who waits for its Done waits on; call it where the queue ends`
	q := &queue[T]{in: make(chan T), cancel: cancel}
	go func() {
		for range q.in {
		}
		<-ctx.Done() //proof:at
	}()
	return q
}

//proof:by stops
func (q *queue[T]) start() {
	ctx, stop := context.WithCancel(context.Background())
	q.stop = stop
	go func() { <-ctx.Done() }()
}

//proof:ok
func stops() {
	q := new(queue[string])
	q.start()
	q.stop()
}
