//go:build go1.25

//go:debug containermaxprocs=0

// Package main does without what the runtime does.
package main

import (
	"runtime"

	_ "go.uber.org/automaxprocs"
)

//proof:none it is a program
func main() {
	runtime.GOMAXPROCS(runtime.NumCPU())
	runtime.GOMAXPROCS(4)
}
