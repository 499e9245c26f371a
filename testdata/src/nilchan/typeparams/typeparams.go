// Package typeparams has generic types with channels.
package typeparams

import "time"

type queue[T any] struct {
	items chan T
	done  chan struct{}
}

func newQueue[T any](n int) *queue[T] { return &queue[T]{items: make(chan T, n)} }

// row: S08
//
//proof:by closes
func (q *queue[T]) take() (v T) {
	select { //proof:at
	case v = <-q.items:
	case <-q.done: // want `nothing in the package makes the channel done, which is nil: this case is never chosen`
	}
	return v
}

//proof:leak
func closes() {
	q := newQueue[int](1)
	go q.take()
	time.Sleep(time.Millisecond)
}

//proof:ok
func made() {
	q := newQueue[string](1)
	q.items <- "a"
	<-q.items
}

type set[K comparable] struct{ added chan K }

func (s *set[K]) init() { s.added = make(chan K, 1) }

//proof:ok
func later() {
	s := new(set[string])
	s.init()
	s.added <- "a"
}
