// Package typeparams locks threads in generic functions.
package typeparams

import (
	"runtime"
	"strings"
)

//proof:by wired
//proof:instead return zero => runtime.UnlockOSThread(); return zero
func on[T comparable](v, zero T) T {
	runtime.LockOSThread()
	if v == zero {
		return zero // want `this return leaves the`
	}
	runtime.UnlockOSThread()
	return v
}

//proof:observe
func wired() bool {
	result := make(chan bool)
	go func() {
		on(0, 0)
		text := make([]byte, 200)
		text = text[:runtime.Stack(text, false)]
		result <- strings.Contains(string(text), "locked to thread")
	}()
	return <-result
}

func with[T any](f func() T) T {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	return f()
}

//proof:ok
func right() { with(func() int { return 1 }) }
