// Package typeparams has generic functions.
package typeparams

import "runtime"

//proof:by runs
func clear[T any](list []*T) {
	for i := range list {
		list[i] = nil
		runtime.GC() // want `each round of the loop`
	}
}

//proof:observe
//proof:noflip the call is the whole cost
func runs() bool {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	clear(make([]*string, 4))
	runtime.ReadMemStats(&after)
	return after.NumGC >= before.NumGC+4
}

//proof:by ballast
func keep[T byte | uint16](f func()) {
	ballast := make([]T, 32<<20) // want `ballast only makes the collector wait`
	f()
	runtime.KeepAlive(ballast)
}

//proof:alloc
func ballast() { keep[byte](func() {}) }
