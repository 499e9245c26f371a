// Package bubble has goroutines in bubbles of testing/synctest.
package bubble

import (
	"testing"
	"testing/synctest"
	"time"
)

// In a bubble time goes on when nobody can, so Sleep waits for the goroutine.
//
//proof:none it needs a *testing.T
func slept(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := 0
		go func() {
			n = 1
		}()
		time.Sleep(time.Second)
		if n != 1 {
			t.Error(n)
		}
	})
}
