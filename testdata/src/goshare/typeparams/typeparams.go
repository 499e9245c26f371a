// Package typeparams has generic functions that start goroutines.
package typeparams

import "sync"

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
