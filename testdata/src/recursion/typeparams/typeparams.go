// Package typeparams has generic functions that call each other.
package typeparams

type list[T any] struct{ items []T }

//proof:by run
func (l *list[T]) length() int {
	return l.count() // want `every path through length comes to count`
}

//proof:by run
func (l *list[T]) count() int { return l.length() }

//proof:fatal stack overflow
func run() { new(list[int]).length() }

//proof:ok
func ends() { each([]int{1, 2}) }

func each[T any](list []T) {
	if len(list) > 0 {
		rest(list)
	}
}

func rest[T any](list []T) { each(list[1:]) }
