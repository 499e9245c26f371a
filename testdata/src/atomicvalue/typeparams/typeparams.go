// Package typeparams has generic owners of an atomic.Value.
package typeparams

import "sync/atomic"

type cell[T any] struct{ v atomic.Value }

// The type is the same for each instance.
func (c *cell[T]) set(v T) { c.v.Store(v) }

//proof:ok
func instances() {
	var a cell[int]
	var b cell[string]
	a.set(1)
	b.set("x")
	_ = a.get()
}

//proof:by instances
func (c *cell[T]) get() T { return c.v.Load().(T) }

//proof:by storesNil
func (c *cell[T]) drop() {
	c.v.Store(nil) // want `Store of nil panics`
}

//proof:panic store of nil value
func storesNil() { new(cell[int]).drop() }
