// Package typeparams has generic types with atomic fields.
package typeparams

import (
	"sync"
	"sync/atomic"
)

type cache[T any] struct {
	items []T
	size  int32
}

func (c *cache[T]) grow() { atomic.AddInt32(&c.size, 1) }

//proof:by genericRaces
func (c *cache[T]) len() int32 {
	return c.size // want `c\.size is read plainly here and written by atomic\.AddInt32`
}

//proof:race
func genericRaces() {
	c := new(alias)
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for range 100 {
			c.grow()
		}
	}()
	go func() {
		defer wg.Done()
		for range 100 {
			c.len()
		}
	}()
	wg.Wait()
}

type alias = cache[string]

//proof:ok
func fresh() {
	c := &cache[int]{size: 3}
	c.size++
	_ = c.size
}

//proof:by genericSwapRaces
func (c *cache[T]) shrink() {
	old := c.size // want `c\.size is read plainly here to be compared by the atomic\.CompareAndSwapInt32`
	atomic.CompareAndSwapInt32(&c.size, old, old-1)
}

//proof:race
func genericSwapRaces() {
	c := new(alias)
	var wg sync.WaitGroup
	for range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 100 {
				c.shrink()
			}
		}()
	}
	wg.Wait()
}
