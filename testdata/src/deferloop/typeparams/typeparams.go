// Package typeparams has generic functions.
package typeparams

import (
	"os"
	"sync"
	"time"
)

type set[T comparable] struct {
	mu sync.Mutex
	m  map[T]bool
}

//proof:by addTwo
func (s *set[T]) addAll(list ...T) {
	for _, v := range list {
		s.mu.Lock()         //proof:at
		defer s.mu.Unlock() // want `blocks for ever in the Lock of line 18`
		s.m[v] = true
	}
}

//proof:deadlock
func addTwo() { (&set[int]{m: make(map[int]bool)}).addAll(1, 2) }

type file = os.File

//proof:by one
func each[T any](list []T, f func(*file, T)) error {
	for _, v := range list {
		out, err := os.Open(os.DevNull)
		if err != nil {
			return err
		}
		f(out, v)
		if err := out.Close(); err != nil {
			return err
		}
	}
	return nil
}

//proof:ok
func one() {
	if err := each([]int{1, 2}, func(*file, int) {}); err != nil {
		panic(err)
	}
}

type ticket[T any] struct{ open *int }

func (t *ticket[T]) Close() { *t.open-- }

//proof:by eachTick
//proof:instead defer t.Close() => t.Close()
func watch[T any](open *int, stop <-chan T, left *int) {
	for ticks := time.Tick(time.Millisecond); ; {
		*open++
		t := &ticket[T]{open}
		defer t.Close() // want `one more is deferred with each tick at line \d+`
		select {
		case <-ticks:
		case <-stop:
			*left = *open
			return
		}
	}
}

//proof:observe
func eachTick() bool {
	open, left := 0, 0
	stop := make(chan int)
	time.AfterFunc(20*time.Millisecond, func() { close(stop) })
	watch(&open, stop, &left)
	return left > 1
}
