// Package server serves without a collector.
package server

import (
	"net"
	"runtime"
	"runtime/debug"
)

var kept []byte

// row: GC06
//
//proof:observe
//proof:instead debug.SetGCPercent(-1) => debug.SetGCPercent(100)
func serve() bool {
	debug.SetGCPercent(-1) // want `nothing is ever collected and the server \(line 18\) grows until the system kills it: set a limit too, debug.SetMemoryLimit, or leave the collector on`
	l, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		return false
	}
	defer l.Close()
	return !collects()
}

// collects reports whether 64 MiB of garbage make the collector run.
func collects() bool {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range 64 {
		kept = make([]byte, 1<<20)
	}
	runtime.ReadMemStats(&after)
	return after.NumGC > before.NumGC
}
