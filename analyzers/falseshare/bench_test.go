package falseshare_test

import (
	"runtime"
	"sync"
	"testing"
)

// What the check says about cache lines, by the clock:
//
//	go test ./analyzers/falseshare -run '^$' -bench . -cpu 2

type padded struct {
	n int64
	_ [56]byte
}

// inParallel runs f in two goroutines.
func inParallel(f func(worker int)) {
	var wg sync.WaitGroup
	for w := range 2 {
		wg.Go(func() { f(w) })
	}
	wg.Wait()
}

func weigh(i int) int64 { return int64(i & 3) }

func BenchmarkAdjacent(b *testing.B) {
	counts := make([]int64, 2)
	inParallel(func(w int) {
		for i := range b.N {
			counts[w] += weigh(i)
		}
	})
	runtime.KeepAlive(counts)
}

func BenchmarkPadded(b *testing.B) {
	counts := make([]padded, 2)
	inParallel(func(w int) {
		for i := range b.N {
			counts[w].n += weigh(i)
		}
	})
	runtime.KeepAlive(counts)
}

func BenchmarkLocal(b *testing.B) {
	counts := make([]int64, 2)
	inParallel(func(w int) {
		var n int64
		for i := range b.N {
			n += weigh(i)
		}
		counts[w] = n
	})
	runtime.KeepAlive(counts)
}
