package vettool

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"

	"golang.org/x/tools/go/analysis/unitchecker"
)

// A process lives for one unit, and most units end before the heap has room bytes. Collected
// whenever it has doubled, as is Go's way, a fifth of their time would go into collections, and
// a large unit would have twice the memory that it needs in the end. So nothing is collected
// before the heap has that size, or what the unit's source will surely lead to: types and SSA form are alive to the end, so that
// collections while they grow would find little. Beyond it the heap may grow by growth between collections, or by
// half of what is live beyond base, and all of what is live beyond large: in the largest units marking would cost more than all checks.
//
// How far it may grow is told by a function that runs some time after a collection: where all processors are busy, perhaps
// only after the next one. The heap may then have slack more than meant, but not twice as much.
const (
	room   = 112 << 20
	growth = 44 << 20
	base   = 64 << 20
	large  = 320 << 20

	perByte = 40        // of source: what std, cmd and the corpus have alive at the end, in units of more than a MiB, is 40 to 90 times the source
	most    = 512 << 20 // of that: source can also be comments and constants

	slack = 40 << 20 // with what the runtime needs beside the heap
)

// boundHeap sets when garbage is collected; the unit may be nil.
func boundHeap(unit *unitchecker.Config) {
	h := heapFor(unit)
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(h.first)
	afterCollection(func() {
		live := live()
		debug.SetGCPercent(h.percent(live))
		debug.SetMemoryLimit(h.next(live) + slack)
	})
}

// A heap is not collected before it has the first size.
type heap struct{ first int64 }

// heapFor looks at the size of the source. A unit of which only facts are wanted needs much less.
func heapFor(unit *unitchecker.Config) heap {
	source := int64(0)
	if unit != nil && !unit.VetxOnly {
		for _, name := range unit.GoFiles {
			if info, err := os.Stat(name); err == nil {
				source += info.Size()
			}
		}
	}
	return heap{first: max(room, min(source*perByte, most))}
}

// afterCollection calls the function after each collection.
func afterCollection(do func()) {
	runtime.AddCleanup(new([16]byte), func(do func()) {
		do()
		afterCollection(do)
	}, do)
}

// percent is the GOGC with which that is so.
func (h heap) percent(live int64) int {
	live = max(live, 1<<20)
	return int(100 * (h.next(live) - live) / live)
}

// next is the size with which a heap of that live size is collected next.
func (h heap) next(live int64) int64 {
	return max(h.first, live+growth, live+(live-base)/2+max(0, live-large)/2)
}

// live is the size of what the last collection has left.
func live() int64 {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(sample)
	return int64(sample[0].Value.Uint64())
}
