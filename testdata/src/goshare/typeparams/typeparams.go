// Package typeparams has generic functions that start goroutines.
package typeparams

import (
	"sync"
	"time"
)

//proof:by raced
func apply[T any](items []T, f func(T) error) error {
	var last error
	var wg sync.WaitGroup
	for _, item := range items {
		wg.Add(1)
		go func() {
			defer wg.Done()
			last = check(f, item) // want `all goroutines started at line \d+ set the same last`
		}()
	}
	wg.Wait()
	return last
}

func check[T any](f func(T) error, item T) error { return f(item) }

type ints = []int

//proof:race
func raced() {
	_ = apply(ints{1, 2, 3, 4}, func(int) error { return nil })
}

//proof:ok
func results() {
	_ = each([]string{"a", "b"}, func(string) error { return nil })
}

//proof:by results
func each[T any](items []T, f func(T) error) []error {
	errs := make([]error, len(items))
	var wg sync.WaitGroup
	for i, item := range items {
		wg.Go(func() { errs[i] = f(item) })
	}
	wg.Wait()
	return errs
}

//proof:by timesOut
func within[T any](d time.Duration, f func() T) (v T) {
	done := make(chan struct{})
	go func() {
		v = f()
		close(done)
	}()
	select {
	case <-time.After(d):
		return v // want `v is read here, but the wait for the goroutine started at line \d+ was given up at line \d+`
	case <-done:
		return v
	}
}

//proof:race
func timesOut() {
	_ = within(time.Millisecond, func() int { time.Sleep(5 * time.Millisecond); return 3 })
	time.Sleep(10 * time.Millisecond)
}
