// A program that never stops what it starts.
package main

import (
	"bytes"
	"runtime/pprof"
	"runtime/trace"
)

var profile, events bytes.Buffer

func main() { start() }

// row: GC19
//
//proof:observe
//proof:instead pprof.StartCPUProfile(&profile) => pprof.StartCPUProfile(&profile); pprof.StopCPUProfile()
func start() bool {
	pprof.StartCPUProfile(&profile) // want `nothing in this program calls runtime/pprof.StopCPUProfile, so the profile stays empty: defer it behind the start`
	return profile.Len() == 0
}

// row: GC20
//
//proof:observe
//proof:instead if err := trace.Start(&events); err != nil { => err := trace.Start(&events); trace.Stop(); if err != nil {
func record() bool {
	if err := trace.Start(&events); err != nil { // want `nothing in this program calls runtime/trace.Stop, so the trace has no end: defer it behind the start`
		return false
	}
	return trace.IsEnabled()
}
