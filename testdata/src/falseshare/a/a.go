// Package a has goroutines that count side by side.
package a

import (
	"sync"
	"sync/atomic"
)

const workers = 4

func weigh(i int) int64 { return int64(i & 3) }

// row: M32
//
//proof:none it is a matter of time, which BenchmarkAdjacent measures
func slice(items [][]int) int64 {
	counts := make([]int64, workers)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			for _, item := range items[w] {
				counts[w] += weigh(item) // want `goroutines started at line \d+ change elements of 8 bytes in one cache line, which each takes from the others: count in a local variable and store it at the end`
			}
		})
	}
	wg.Wait()
	var sum int64
	for _, n := range counts {
		sum += n
	}
	return sum
}

// row: M32
//
//proof:none it is a matter of time
func atomics(n int) int64 {
	var hits [workers]atomic.Int64
	var wg sync.WaitGroup
	for i := 0; i < workers; i++ {
		wg.Add(1)
		go func(id int) {
			defer wg.Done()
			for range n {
				hits[id].Add(1) // want `change elements of 8 bytes`
			}
		}(i)
	}
	wg.Wait()
	return hits[0].Load()
}

type stats struct {
	seen, kept int32
}

// row: M32
//
//proof:none it is a matter of time
func structs(in chan int) int32 {
	all := make([]stats, workers)
	var wg sync.WaitGroup
	for i := range all {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for v := range in {
				all[i].seen++ // want `change elements of 8 bytes`
				if v > 0 {
					all[i].kept++
				}
			}
		}()
	}
	wg.Wait()
	return all[0].seen
}

// row: M32
//
//proof:none it is a matter of time
func oldAtomics(n int) uint32 {
	done := make([]uint32, workers)
	var wg sync.WaitGroup
	for i := range workers {
		wg.Go(func() {
			for range n {
				atomic.AddUint32(&done[i], 1) // want `change elements of 4 bytes`
			}
		})
	}
	wg.Wait()
	return done[0]
}

//proof:none it is a matter of time
func count(counts []int, id, n int, wg *sync.WaitGroup) {
	defer wg.Done()
	for i := 0; i < n; i++ {
		counts[id]++ // want `change elements of 8 bytes`
	}
}

//proof:none it is a matter of time
func named(n int) int {
	counts := make([]int, workers)
	var wg sync.WaitGroup
	for i := range workers {
		wg.Add(1)
		go count(counts, i, n, &wg)
	}
	wg.Wait()
	return counts[0]
}
