package builders

import (
	"strings"
	"sync"
	"testing"
)

// A test that dies does so on purpose: else nobody would have kept it.
//
//proof:none a test, which go test runs
func TestPanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	var b strings.Builder
	b.WriteString("a")
	c := b
	c.WriteString("b")
}

//proof:none a copy of an unused lock
func TestCopies(t *testing.T) {
	var a sync.Mutex
	b := a // want `assignment to b copies sync\.Mutex`
	t.Log(&b)
}
