// Package typeparams has typed pools.
package typeparams

import (
	"runtime"
	"sync"
)

type typed[T any] struct{ p sync.Pool }

func (t *typed[T]) get() *T {
	if v := t.p.Get(); v != nil {
		return v.(*T)
	}
	return new(T)
}

func (t *typed[T]) put(v *T) { t.p.Put(v) }

type pair struct{ a, b int }

type alias = typed[pair]

//proof:race
func afterPut() {
	var t alias
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 300 {
				v := t.get()
				v.a++
				t.put(v)
				runtime.Gosched()
				v.b++ // want `v was put back into the pool at line \d+`
			}
		}()
	}
	wg.Wait()
}

//proof:ok
func ordered() {
	var t typed[int]
	v := t.get()
	*v = 3
	t.put(v)
}
