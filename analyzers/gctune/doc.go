// Package gctune finds settings that fight the runtime.
//
// # Analyzer gctune
//
// gctune: settings that fight the collector and the scheduler
//
// The collector and the scheduler set themselves; a program that helps them by
// hand mostly takes something away from them:
//
//	debug.SetMemoryLimit(512)            // bytes: the collector never stops
//	runtime.GOMAXPROCS(runtime.NumCPU()) // more than the container may use
//
// The analyzer reports a collector that is switched off without a memory limit in a
// package that serves, memory limits smaller than the runtime itself, forced
// collections and stops of the world in loops and in front of each request, ballast,
// and GOMAXPROCS set to the number of processors, to a constant, or by a library that the
// runtime has made superfluous.
package gctune
