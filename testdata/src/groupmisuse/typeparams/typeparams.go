// Package typeparams has errgroups in generic functions.
package typeparams

import "golang.org/x/sync/errgroup"

//proof:by waits
func each[T any](list []T, f func(T) error) error {
	var g errgroup.Group
	for _, v := range list {
		g.Go(func() error {
			if err := f(v); err != nil {
				return err
			}
			return g.Wait() // want `g\.Wait never returns`
		})
	}
	return g.Wait()
}

//proof:deadlock
func waits() { each([]int{1, 2}, func(int) error { return nil }) }

//proof:by right
func all[T any](list []T, f func(T) error) error {
	var g errgroup.Group
	g.SetLimit(1)
	for _, v := range list {
		g.Go(func() error { return f(v) })
	}
	return g.Wait()
}

//proof:ok
func right() { all([]int{1, 2}, func(int) error { return nil }) }
