// Package typeparams has generic functions with send cases.
package typeparams

type queue[T any] struct{ items []T }

//proof:by popped
func (q *queue[T]) pop() T {
	v := q.items[0]
	q.items = q.items[1:]
	return v
}

//proof:by popped
func send[T any](q *queue[T], out chan<- T, tick <-chan int) {
	for range 1 {
		select {
		case out <- q.pop(): // want `q.pop takes the value away`
		case <-tick:
		}
	}
}

type numbers = queue[int]

//proof:observe
//proof:instead case out <- q.pop(): => case out <- q.items[0]:
func popped() bool {
	q := &numbers{[]int{1, 2}}
	tick := make(chan int, 1)
	tick <- 1
	send(q, make(chan int), tick)
	return len(q.items) == 1
}

//proof:by forwards
func forward[T any](in <-chan T, out chan<- T, done <-chan struct{}) {
	v := <-in
	select {
	case out <- v:
	case <-done:
	}
}

//proof:ok
func forwards() {
	in := make(chan int, 1)
	in <- 1
	forward(in, make(chan int, 1), nil)
}
