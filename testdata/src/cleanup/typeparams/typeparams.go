// Package typeparams has generic owners.
package typeparams

import (
	"runtime"
	"time"
)

var closed = make(chan bool, 1)

type box[T any] struct {
	v   T
	pad []byte
}

// row: GC07
//
//proof:by generic
//proof:instead func(*box[T]) => func(b *box[T])
func track[T any](v T) {
	b := &box[T]{v: v, pad: make([]byte, 100)}
	runtime.SetFinalizer(b, func(*box[T]) { // want `the finalizer of b never runs`
		_ = b.v
		closed <- true
	})
}

//proof:observe
func generic() bool {
	track(5)
	for range 5 {
		runtime.GC()
		time.Sleep(5 * time.Millisecond)
	}
	return len(closed) == 0
}

type intBox = box[int]

//proof:ok
func aliased() {
	runtime.AddCleanup(&intBox{pad: make([]byte, 100)}, func(done chan bool) { close(done) }, make(chan bool))
}
