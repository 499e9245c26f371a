//go:build go1.25

// Package library lets a library do what the runtime does.
package library

import (
	"log"

	_ "go.uber.org/automaxprocs" // want `the runtime heeds the limit of the container itself since Go 1.25, and its changes: this calls runtime.GOMAXPROCS once, which switches that off; remove it`
	"go.uber.org/automaxprocs/maxprocs"
)

// row: G26
//
//proof:none it needs a container with a limit
func set() {
	undo, err := maxprocs.Set(maxprocs.Logger(log.Printf)) // want `this calls runtime.GOMAXPROCS once`
	if err != nil {
		return
	}
	defer undo()
}

// Fewer than two is what the runtime does not do.
//
//proof:ok
func atLeast() {
	maxprocs.Set(maxprocs.Min(4))
}
