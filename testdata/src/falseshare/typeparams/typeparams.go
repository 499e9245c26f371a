// Package typeparams has generic counters.
package typeparams

import "sync"

type number = int64

//proof:none it is a matter of time
func sum[T any](items [][]T, weigh func(T) number) []number {
	counts := make([]number, len(items))
	var wg sync.WaitGroup
	for w := range items {
		wg.Go(func() {
			for _, item := range items[w] {
				counts[w] += weigh(item) // want `change elements of 8 bytes`
			}
		})
	}
	wg.Wait()
	return counts
}

func values(yield func(int) bool) {
	for i := range 3 {
		if !yield(i) {
			return
		}
	}
}

// The body of the loop is a function of its own, which is not followed.
//
//proof:ok
func iterated() {
	counts := make([]number, 4)
	var wg sync.WaitGroup
	for w := range 4 {
		wg.Go(func() {
			for v := range values {
				counts[w] += number(v)
			}
		})
	}
	wg.Wait()
}
