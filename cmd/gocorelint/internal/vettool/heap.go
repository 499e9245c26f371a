package vettool

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// A process lives for one unit, and most units end before the heap has room bytes. Collected
// whenever it has doubled, as is Go's way, a fifth of their time would go into collections, and
// a large unit would have twice the memory that it needs in the end. So nothing is collected
// before the heap has that size, and beyond it the heap may grow by growth between collections, or by
// half of what is live beyond base, and all of what is live beyond large: in the largest units marking would cost more than all checks.
//
// How far it may grow is told by a function that runs some time after a collection: where all processors are busy, perhaps
// only after the next one. The heap may then have slack more than meant, but not twice as much.
const (
	room   = 112 << 20
	growth = 44 << 20
	base   = 64 << 20
	large  = 320 << 20
	slack  = 40 << 20 // with what the runtime needs beside the heap
)

// boundHeap sets when garbage is collected.
func boundHeap() {
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(room)
	afterCollection(func() {
		live := live()
		debug.SetGCPercent(percent(live))
		debug.SetMemoryLimit(next(live) + slack)
	})
}

// afterCollection calls the function after each collection.
func afterCollection(do func()) {
	runtime.AddCleanup(new([16]byte), func(do func()) {
		do()
		afterCollection(do)
	}, do)
}

// percent is the GOGC with which that is so.
func percent(live int64) int {
	live = max(live, 1<<20)
	return int(100 * (next(live) - live) / live)
}

// next is the size with which a heap of that live size is collected next.
func next(live int64) int64 {
	return max(room, live+growth, live+(live-base)/2+max(0, live-large)/2)
}

// live is the size of what the last collection has left.
func live() int64 {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(sample)
	return int64(sample[0].Value.Uint64())
}
