// Package typeparams calls through fields of generic structs.
package typeparams

type cache[K comparable, V any] struct {
	load func(K) V
	m    map[K]V
}

func newCache[K comparable, V any]() *cache[K, V] {
	return &cache[K, V]{m: make(map[K]V)}
}

//proof:by run
func (c *cache[K, V]) get(k K) V {
	v, ok := c.m[k]
	if !ok {
		v = c.load(k) // want `nothing in the package sets load`
	}
	return v
}

//proof:panic nil pointer dereference
func run() { newCache[string, int]().get("a") }

// What T is, and whether it can be nil, is not known.
type box[T interface{ Len() int }] struct{ v T }

//proof:by runBox
func (b *box[T]) size() int { return b.v.Len() }

type list []int

func (l list) Len() int { return len(l) }

//proof:ok
func runBox() { new(box[list]).size() }
