// Package ok counts without disturbing others.
package ok

import (
	"sync"
	"sync/atomic"
)

const workers = 4

var items = make([]int, 100)

func check(ok bool) {
	if !ok {
		panic("wrong")
	}
}

//proof:ok
func localVariable() {
	counts := make([]int, workers)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			n := 0
			for range items {
				n++
			}
			counts[w] = n
		})
	}
	wg.Wait()
	check(counts[0] == len(items))
}

type padded struct {
	n atomic.Int64
	_ [56]byte
}

//proof:ok
func padding() {
	counts := make([]padded, workers)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			for range items {
				counts[w].n.Add(1)
			}
		})
	}
	wg.Wait()
	check(counts[0].n.Load() == int64(len(items)))
}

// Each goroutine has a slice of its own.
//
//proof:ok
func ownSlice() {
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			counts := make([]int, workers)
			for range items {
				counts[w]++
			}
		})
	}
	for w := range workers {
		counts := make([]int, workers)
		wg.Go(func() {
			for range items {
				counts[w]++
			}
		})
	}
	wg.Wait()
}

// A result for each item: the goroutines are rarely at the same line.
//
//proof:ok
func results() {
	out := make([]int, len(items))
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			for i := w; i < len(items); i += workers {
				out[i] = i
			}
		})
	}
	wg.Wait()
	check(out[5] == 5)
}

// One goroutine for each item.
//
//proof:ok
func once() {
	out := make([]int, len(items))
	var wg sync.WaitGroup
	for i := range items {
		wg.Go(func() { out[i] = i })
	}
	wg.Wait()
}

// A few times do not matter.
//
//proof:ok
func fewTimes() {
	counts := make([]int, workers)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			for range 10 {
				counts[w]++
			}
		})
	}
	wg.Wait()
}

// One goroutine has all elements.
//
//proof:ok
func oneGoroutine() {
	counts := make([]int, workers)
	var wg sync.WaitGroup
	wg.Go(func() {
		for _, item := range items {
			counts[item%workers]++
		}
	})
	wg.Wait()
}

// The index is the same for all: what is shared is one atomic.
//
//proof:ok
func oneCounter() {
	var counts [workers]atomic.Int64
	var wg sync.WaitGroup
	const all = 0
	for range workers {
		wg.Go(func() {
			for range items {
				counts[all].Add(1)
			}
		})
	}
	wg.Wait()
}

// They wait for each other.
//
//proof:ok
func oneByOne() {
	counts := make([]int, workers)
	for w := range workers {
		for range items {
			counts[w]++
		}
	}
}

//proof:ok
func pointers() {
	counts := make([]*int, workers)
	for i := range counts {
		counts[i] = new(int)
	}
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			for range items {
				*counts[w]++
			}
		})
	}
	wg.Wait()
}

//proof:ok
func reads() {
	limits := make([]int, workers)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			for i := range items {
				if i > limits[w] {
					break
				}
			}
		})
	}
	wg.Wait()
}

// An append costs more than the line.
//
//proof:ok
func collects() {
	found := make([][]int, workers)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			for i := range items {
				found[w] = append(found[w], i)
			}
		})
	}
	wg.Wait()
	check(len(found[0]) == len(items))
}
