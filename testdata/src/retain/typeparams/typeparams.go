// Package typeparams cuts slices of generic types.
package typeparams

import "sync"

type queue[T any] struct {
	mu    sync.Mutex
	items []*T
}

func (q *queue[T]) push(v *T) { q.items = append(q.items, v) }

//proof:none whether the collector frees it is shown in package a
func (q *queue[T]) pop() *T {
	v := q.items[0]
	q.items = q.items[1:] // want `the array keeps what q.items had in front`
	return v
}

// Whether a value of type T has pointers is not known.
type values[T any] struct {
	mu    sync.Mutex
	items []T
}

//proof:ok
func run() {
	var v values[int]
	v.items = append(v.items, 1, 2)
	v.shift()
	var q queue[int]
	q.push(new(int))
	if q.pop() == nil || v.items[0] != 2 {
		panic("wrong")
	}
}

func (v *values[T]) shift() { v.items = v.items[1:] }
