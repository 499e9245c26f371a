// Package typeparams closes channels in generic code.
package typeparams

type queue[T any] struct {
	items chan T
	never chan T
}

func newQueue[T any]() *queue[T] { return &queue[T]{items: make(chan T, 1)} }

//proof:by twice
func (q *queue[T]) Close() { close(q.items) } //proof:at

//proof:by nilField
func (q *queue[T]) end() { close(q.never) } // want `q.never is nil here`

//proof:panic close of nil channel
func nilField() { newQueue[int]().end() }

//proof:panic close of closed channel
func twice() {
	q := newQueue[int]()
	defer q.Close()
	q.Close() // want `q.items is closed again by the call deferred in line 23`
}

//proof:by constrained
func shut[C ~chan E, E any](ch C) {
	close(ch)
	close(ch) // want `ch is closed already`
}

//proof:panic close of closed channel
func constrained() { shut(make(chan string)) }

//proof:by workers
func each[T any](xs []T) {
	out := make(chan T, len(xs))
	for _, x := range xs {
		go func() { // want `each goroutine started here closes out`
			defer close(out)
			out <- x //proof:at
		}() //proof:at
	}
	var forever chan T
	<-forever
}

//proof:panic closed channel
func workers() { each([]int{1, 2}) }

type alias[T any] = queue[T]

//proof:ok
func once() {
	q := newQueue[string]()
	var a *alias[string] = q
	a.Close()
}
