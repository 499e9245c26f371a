//go:build go1.24

// Package old is written for a Go that takes all processors by itself.
package old

import "runtime"

//proof:ok
func all() { runtime.GOMAXPROCS(runtime.NumCPU()) }
