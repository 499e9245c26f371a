package ok

import (
	"sync/atomic"
	"testing"
)

// A test that panics is seen, and this one means to.
func TestOtherType(t *testing.T) {
	var v atomic.Value
	v.Store(1)
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	v.Store("a")
}
