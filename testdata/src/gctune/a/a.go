//go:build go1.25

// Package a fights the runtime.
package a

import (
	"net/http"
	"net/http/httptest"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

var kept [][]byte

// collections counts the collections while the function runs.
func collections(f func()) uint32 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.NumGC - before.NumGC
}

// allocate leaves two MiB of garbage, which is no reason to collect.
func allocate() {
	for i := range 32 {
		kept = [][]byte{make([]byte, 64<<10), {byte(i)}}
	}
}

// It was meant as MiB.
//
// row: GC25
//
//proof:observe
//proof:instead 512) => 512<<20)
func bytes() bool {
	debug.SetMemoryLimit(512) // want `the limit is in bytes, and the runtime alone needs more than 512: the collector runs without a pause; say how many MiB, as in 512<<20`
	return collections(allocate) > 3
}

const limit = 0

// Zero is no limit in other places.
//
// row: GC25
//
//proof:observe
//proof:instead SetMemoryLimit(limit) => SetMemoryLimit(limit-1)
func none() bool {
	old := debug.SetMemoryLimit(limit) // want `the runtime alone needs more than limit`
	defer debug.SetMemoryLimit(old)
	return collections(allocate) > 3
}

// row: GC26
//
//proof:observe
//proof:instead debug.FreeOSMemory() => _ = i
func free() bool {
	return collections(func() {
		for i := range 8 {
			kept = [][]byte{make([]byte, 64<<10), {byte(i)}}
			debug.FreeOSMemory() // want `each round of the loop \(line 63\) waits for a whole collection and gives the pages back that the next one wants: do it once, behind the loop, or leave it out`
		}
	}) > 7
}

// row: GC05
//
//proof:observe
//proof:instead runtime.GC() => _ = i
func collect() bool {
	return collections(func() {
		for i := 0; i < 8; i++ {
			kept = [][]byte{make([]byte, 64<<10), {byte(i)}}
			runtime.GC() // want `each round of the loop \(line 76\) waits for a whole collection: do it once`
		}
	}) > 7
}

// A range over a function.
//
// row: GC26
//
//proof:observe
//proof:instead debug.FreeOSMemory() => _ = 0
func iterated() bool {
	seq := func(yield func(int) bool) {
		for i := 0; i < 8 && yield(i); i++ {
		}
	}
	return collections(func() {
		for range seq {
			kept = nil
			debug.FreeOSMemory() // want `each round of the loop`
		}
	}) > 7
}

var used []uint64

// A loop that watches the memory.
//
// row: GC27
//
//proof:by watches
func watch(list []string) {
	for range list {
		var m runtime.MemStats
		runtime.ReadMemStats(&m) // want `each round of the loop \(line 110\) stops all goroutines to count`
		used = append(used, m.HeapAlloc)
	}
}

// stopped counts how often the world stops while the function runs, but for
// the collector.
func stopped(f func()) (n uint64) {
	count := func() (n uint64) {
		sample := []metrics.Sample{{Name: "/sched/pauses/total/other:seconds"}}
		metrics.Read(sample)
		for _, c := range sample[0].Value.Float64Histogram().Counts {
			n += c
		}
		return n
	}
	before := count()
	f()
	return count() - before
}

//proof:observe
//proof:noflip the mistake is in the other function
func watches() bool {
	return stopped(func() { watch(make([]string, 8)) }) >= 8
}

// In front of every request.
//
// row: GC27
//
//proof:by measures
func measured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var m runtime.MemStats
		runtime.ReadMemStats(&m) // want `each request on its way to ServeHTTP \(line 149\) stops all goroutines to count: leave it out; package runtime/metrics reads without a stop`
		used = append(used, m.HeapAlloc)
		next.ServeHTTP(w, r)
	})
}

//proof:observe
//proof:noflip the mistake is in the other function
func measures() bool {
	h := measured(http.NotFoundHandler())
	return stopped(func() {
		for range 4 {
			h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil))
		}
	}) >= 4
}

type server struct{ next http.HandlerFunc }

// row: GC26
//
//proof:by served
func (s server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	defer debug.FreeOSMemory() // want `each request on its way to ServeHTTP \(line 171\) waits for a whole collection`
	s.next.ServeHTTP(w, r)
}

//proof:observe
//proof:noflip the call is the whole cost
func served() bool {
	s := server{func(http.ResponseWriter, *http.Request) {}}
	return collections(func() {
		for range 4 {
			s.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil))
		}
	}) > 3
}

// row: GC14
//
//proof:alloc
func ballast() {
	ballast := make([]byte, 32<<20) // want `ballast only makes the collector wait \(line 191\), and counts as memory that is used: since Go 1.19 a memory limit with a larger GOGC does that without it`
	allocate()
	runtime.KeepAlive(ballast)
}

// Kept by a deferred call.
//
// row: GC14
//
//proof:alloc
func deferred() {
	heap := make([]byte, 1<<25) // want `heap only makes the collector wait \(line 201\)`
	defer runtime.KeepAlive(heap)
	_ = heap
	allocate()
}

// The environment, or the container, asks for another number.
//
// row: CT02
//
//proof:observe
//proof:instead runtime.GOMAXPROCS(runtime.NumCPU()) => _ = asked
func all() bool {
	asked := runtime.NumCPU() + 1
	runtime.GOMAXPROCS(asked)
	runtime.GOMAXPROCS(runtime.NumCPU()) // want `this takes all processors of the machine, where the runtime would heed the limit of the container and its changes: remove the call`
	return runtime.GOMAXPROCS(0) != asked
}

const threads = 1023

// row: G09
//
//proof:observe
//proof:instead runtime.GOMAXPROCS(threads) => _ = threads
func fixedNumber() bool {
	old := runtime.GOMAXPROCS(0)
	defer runtime.GOMAXPROCS(old)
	runtime.GOMAXPROCS(threads) // want `1023 on every machine and in every container, where the runtime would heed the limit of the container and its changes: remove the call, or set GOMAXPROCS outside`
	return runtime.GOMAXPROCS(0) > runtime.NumCPU()
}
