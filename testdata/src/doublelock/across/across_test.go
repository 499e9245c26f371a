package across

import (
	"testing"

	"doublelock/lib"
)

// A test of what takes the lock waits on purpose.
//
//proof:none a test runs it
func TestHolds(t *testing.T) {
	g := new(lib.Guarded)
	go func() {
		g.Hold()
		g.Hold()
	}()
	g.Release()
}

//proof:none a test runs it
func TestReads(t *testing.T) {
	g := new(lib.Guarded)
	g.Hold()
	_ = g.N() // want `N at lib/lib.go:\d+ locks Guarded.mu, held since line \d+`
	g.Release()
}
