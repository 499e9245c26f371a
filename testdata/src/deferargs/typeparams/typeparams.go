// Package typeparams has generic functions.
package typeparams

import "iter"

var last any

func note[T any](v T) { last = v }

// row: DF03
//
//proof:by observed
//proof:instead defer note(total) => defer func() { note(total) }()
func sum[T int | float64](values iter.Seq[T]) (total T) {
	defer note(total) // want `defer evaluates total now, while it is still zero`
	for v := range values {
		total += v
	}
	return total
}

//proof:observe
func observed() bool {
	total := sum(func(yield func(int) bool) { yield(7) })
	return total == 7 && last == 0
}

type acc[T any] struct{ v T }

func (a acc[T]) flush() { last = a.v }

type intAcc = acc[int]

// row: F05
//
//proof:observe
//proof:instead defer a.flush() => defer func() { a.flush() }()
func receiver() bool {
	func() {
		var a intAcc
		defer a.flush() // want `defer copies a now|evaluates a now`
		a.v = 5
	}()
	return last == 0
}
