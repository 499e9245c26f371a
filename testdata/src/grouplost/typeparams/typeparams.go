// Package typeparams loses groups in generic functions.
package typeparams

import (
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"
)

//proof:by lost
//proof:instead return err => return g.Wait()
func each[T any](list []T, f func(T) error) (err error) {
	var g errgroup.Group
	for _, v := range list {
		g.Go(func() error { return f(v) }) // want `nobody waits for the group g: each goes on`
	}
	return err //proof:at
}

//proof:observe
func lost() bool {
	var n atomic.Int32
	each([]string{"a", "b"}, func(string) error {
		time.Sleep(20 * time.Millisecond)
		n.Add(1)
		return nil
	})
	early := n.Load() == 0
	time.Sleep(40 * time.Millisecond)
	return early
}

//proof:by right
func all[T any](list []T, f func(T) error) error {
	var g errgroup.Group
	for _, v := range list {
		g.Go(func() error { return f(v) })
	}
	return g.Wait()
}

//proof:ok
func right() { all([]int{1, 2}, func(int) error { return nil }) }
