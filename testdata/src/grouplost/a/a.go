// Package a loses what its errgroups say.
package a

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"
)

var errFailed = errors.New("failed")

// work does something that takes a while, and tells whether it came to its end.
//
//proof:by outerContext
func work(ctx context.Context, finished *atomic.Int32) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(30 * time.Millisecond):
		finished.Add(1)
		return nil
	}
}

// row: EG05
//
//proof:by neverWaited
//proof:instead return err => return g.Wait()
func start(finished *atomic.Int32) (err error) {
	var g errgroup.Group
	g.Go(func() error { // want `nobody waits for the group g: start goes on while this goroutine runs, and its error is lost; call Wait`
		return work(context.Background(), finished)
	})
	return err //proof:at
}

//proof:observe
func neverWaited() bool {
	var finished atomic.Int32
	start(&finished)
	early := finished.Load() == 0
	time.Sleep(60 * time.Millisecond)
	return early
}

// row: EG05
//
//proof:by loopNeverWaited
//proof:instead return err => return g.Wait()
func startAll(n int, finished *atomic.Int32) (err error) {
	g, ctx := errgroup.WithContext(context.Background())
	g.SetLimit(10)
	for range n {
		g.Go(func() error { return work(ctx, finished) }) // want `nobody waits for the group g: startAll goes on`
	}
	return err //proof:at
}

//proof:observe
func loopNeverWaited() bool {
	var finished atomic.Int32
	startAll(2, &finished)
	early := finished.Load() == 0
	time.Sleep(60 * time.Millisecond)
	return early
}

// row: EG02
//
//proof:by contextDiscarded
//proof:instead g, _ := => g, ctx :=
func discard(ctx context.Context, finished *atomic.Int32) error {
	g, _ := errgroup.WithContext(ctx) // want `the context that ends when a member of g fails is thrown away, and the others, which use ctx, go on; give them the context of the group`
	for i := range 2 {
		g.Go(func() error {
			if i == 1 {
				return errFailed
			}
			return work(ctx, finished)
		})
	}
	return g.Wait()
}

//proof:observe
func contextDiscarded() bool {
	var finished atomic.Int32
	return discard(context.Background(), &finished) != nil && finished.Load() == 1
}

// row: EG01
//
//proof:by outerContext
//proof:instead work(ctx, => work(gctx,
func outer(ctx context.Context, finished *atomic.Int32) error {
	g, gctx := errgroup.WithContext(ctx)
	g.Go(func() error {
		if gctx.Err() != nil {
			return nil
		}
		return errFailed
	})
	g.Go(func() error {
		return work(ctx, finished) // want `this member of g uses ctx and not gctx, the context of the group: it goes on when another member fails; use gctx here`
	})
	return g.Wait()
}

//proof:observe
func outerContext() bool {
	var finished atomic.Int32
	return outer(context.Background(), &finished) != nil && finished.Load() == 1
}

// row: EG01
//
//proof:by outerDone
//proof:instead <-ctx.Done() => <-groupCtx.Done()
func forwards(ctx context.Context, finished *atomic.Int32) error {
	g, groupCtx := errgroup.WithContext(ctx)
	g.Go(func() error { return errors.Join(errFailed, groupCtx.Err()) })
	g.Go(func() error {
		select {
		case <-ctx.Done(): // want `this member of g uses ctx and not groupCtx`
		case <-time.After(30 * time.Millisecond):
			finished.Add(1)
		}
		return nil
	})
	return g.Wait()
}

//proof:observe
func outerDone() bool {
	var finished atomic.Int32
	return forwards(context.Background(), &finished) != nil && finished.Load() == 1
}

// row: EG11
//
//proof:by tryIgnored
//proof:instead g.TryGo( => g.Go(
func each(n int, finished *atomic.Int32) error {
	var g errgroup.Group
	g.SetLimit(2)
	for range n {
		g.TryGo(func() error { return work(context.Background(), finished) }) // want `this function does not run when the limit set at line \d+ is reached, and TryGo tells nobody; use Go, or look at the result`
	}
	return g.Wait()
}

//proof:observe
func tryIgnored() bool {
	var finished atomic.Int32
	return each(5, &finished) == nil && finished.Load() < 5
}
