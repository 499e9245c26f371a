// Package typeparams has loops of generic types.
package typeparams

import "time"

type worker[T any] struct {
	in chan T
	do func(T) error
}

func newWorker[T any](do func(T) error) *worker[T] {
	w := &worker[T]{in: make(chan T), do: do}
	go w.run()
	return w
}

//proof:by broken
func (w *worker[T]) run() {
	for v := range w.in {
		if err := w.do(v); err != nil {
			return
		}
	}
}

//proof:by broken
func (w *worker[T]) put(v T) {
	w.in <- v // want `once run has returned at line 21 nothing receives from in`
}

type failure struct{}

func (failure) Error() string { return "failure" }

//proof:leak
func broken() {
	w := newWorker(func(int) error { return failure{} })
	w.put(1)
	go w.put(2)
	time.Sleep(time.Millisecond)
}
