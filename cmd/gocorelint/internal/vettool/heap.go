package vettool

import (
	"math"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// Most units end before the heap has firstCollection bytes. Collected whenever it
// has doubled, as is Go's way, a fifth of their time would go into collections. A large unit would
// have twice the memory that it needs in the end. So the heap may grow by the
// same size between any two collections.
const (
	firstCollection = 64 << 20
	growth          = 40 << 20
)

// boundHeap sets when garbage is collected.
func boundHeap() {
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(firstCollection)
	afterCollection(func() {
		debug.SetGCPercent(percent(live()))
		debug.SetMemoryLimit(math.MaxInt64)
	})
}

// afterCollection calls the function after each collection.
func afterCollection(do func()) {
	runtime.AddCleanup(new([16]byte), func(do func()) {
		do()
		afterCollection(do)
	}, do)
}

// percent is the GOGC with which so large a heap grows by growth, but by a quarter
// at least: what is live has to be marked each time.
func percent(live uint64) int {
	return int(max(25, 100*growth/max(live, 1<<20)))
}

// live is the size of what the last collection has left.
func live() uint64 {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
