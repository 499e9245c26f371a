// Package lib has generic functions for another package.
package lib

// First copies the first element.
func First[T any](xs []T) T { return xs[0] }

// Reverse moves the elements.
func Reverse[T any](xs []T) {
	for i, j := 0, len(xs)-1; i < j; i, j = i+1, j-1 {
		xs[i], xs[j] = xs[j], xs[i]
	}
}

// A Cell holds a value.
type Cell[T any] struct{ v T }

// Get copies it.
func (c *Cell[T]) Get() T { return c.v }

// Ptr does not.
func (c *Cell[T]) Ptr() *T { return &c.v }
