// Package typeparams has generic users of sync.Map.
package typeparams

import (
	"runtime"
	"sync"
)

type registry[K comparable, V any] struct{ m sync.Map }

type entry[V any] struct {
	mu sync.Mutex
	v  V
}

//proof:by twoEntries
//proof:instead r.m.Store(key, e) => if v, loaded := r.m.LoadOrStore(key, e); loaded { return v.(*entry[V]) }
func (r *registry[K, V]) entry(key K) *entry[V] {
	v, ok := r.m.Load(key)
	if !ok {
		runtime.Gosched()
		e := new(entry[V])
		r.m.Store(key, e) // want `goroutines that miss key at line \d+ at once store a \*entry\[V\] each`
		return e
	}
	return v.(*entry[V])
}

type alias = registry[string, int]

//proof:observe
func twoEntries() bool {
	for range 20000 {
		r := new(alias)
		ch := make(chan *entry[int], 2)
		for range 2 {
			go func() { ch <- r.entry("a") }()
		}
		if <-ch != <-ch {
			return true
		}
	}
	return false
}
