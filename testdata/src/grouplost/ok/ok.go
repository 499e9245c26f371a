// Package ok looks the same and is right.
package ok

import (
	"context"
	"errors"
	"iter"
	"log/slog"
	"time"

	"golang.org/x/sync/errgroup"
)

func work(ctx context.Context) error { return ctx.Err() }

//proof:ok
func waited() {
	g, ctx := errgroup.WithContext(context.Background())
	g.Go(func() error { return work(ctx) })
	g.Go(func() error { return work(ctx) })
	g.Wait()
}

//proof:ok
func waitedInDefer() {
	var g errgroup.Group
	defer g.Wait()
	g.Go(func() error { return nil })
}

//proof:ok
func waitedInGoroutine() {
	var g errgroup.Group
	done := make(chan error)
	g.Go(func() error { return nil })
	go func() { done <- g.Wait() }()
	<-done
}

// P1: somebody else waits.
//
//proof:ok
func returned() {
	g := func() *errgroup.Group {
		g := new(errgroup.Group)
		g.Go(func() error { return nil })
		return g
	}()
	g.Wait()
}

type server struct{ tasks *errgroup.Group }

//proof:ok
func kept() {
	g := new(errgroup.Group)
	s := &server{tasks: g}
	g.Go(func() error { return nil })
	s.tasks.Wait()
}

// P2: a helper waits.
//
//proof:ok
func helper() {
	var g errgroup.Group
	g.Go(func() error { return nil })
	finish(&g)
}

func finish(g *errgroup.Group) { g.Wait() }

// Whose group it is, its owner waits for it.
//
//proof:ok
func parameter() {
	var g errgroup.Group
	add(&g)
	g.Wait()
}

func add(g *errgroup.Group) { g.Go(func() error { return nil }) }

//proof:ok
func methodValue() {
	var g errgroup.Group
	g.Go(func() error { return nil })
	wait := g.Wait
	wait()
}

// It waits for the first that ends in another way.
//
//proof:ok
func watches() {
	g, ctx := errgroup.WithContext(context.Background())
	g.Go(func() error { return errors.New("stopped") })
	<-ctx.Done()
}

// P12: one member has nobody to go on without.
//
//proof:ok
func single() {
	ctx := context.Background()
	g, _ := errgroup.WithContext(ctx)
	g.Go(func() error { return work(ctx) })
	g.Wait()
}

// The member that cleans up when the others have failed uses both.
//
//proof:ok
func cleansUp() {
	ctx := context.Background()
	g, gctx := errgroup.WithContext(ctx)
	g.Go(func() error { return errors.New("failed") })
	g.Go(func() error {
		<-gctx.Done()
		return work(ctx)
	})
	g.Wait()
}

// What asks only for values.
//
//proof:ok
func logs() {
	ctx := context.Background()
	g, gctx := errgroup.WithContext(ctx)
	for range 2 {
		g.Go(func() error {
			slog.DebugContext(ctx, "started")
			return nil
		})
	}
	_ = gctx
	g.Wait()
}

// The name is that of the group's.
//
//proof:ok
func shadowed() {
	ctx := context.Background()
	func() {
		g, ctx := errgroup.WithContext(ctx)
		for range 2 {
			g.Go(func() error { return work(ctx) })
		}
		g.Wait()
	}()
}

// No context is to be lost.
//
//proof:ok
func plain() {
	ctx := context.Background()
	var g errgroup.Group
	for range 2 {
		g.Go(func() error { return work(ctx) })
	}
	g.Wait()
}

// One after the other.
//
//proof:ok
func derivedLater() {
	parent := context.Background()
	g, gctx := errgroup.WithContext(parent)
	for range 2 {
		g.Go(func() error {
			ctx, cancel := context.WithTimeout(gctx, time.Minute)
			defer cancel()
			return work(ctx)
		})
	}
	g.Wait()
	work(parent)
}

// The result is looked at.
//
//proof:ok
func tries() {
	var g errgroup.Group
	g.SetLimit(1)
	for range 3 {
		if !g.TryGo(func() error { return nil }) {
			break
		}
	}
	g.Wait()
}

// Without a limit it always runs.
//
//proof:ok
func noLimit() {
	var g errgroup.Group
	g.TryGo(func() error { return nil })
	g.Wait()
}

// It says that it does not matter.
//
//proof:ok
func onPurpose() {
	var g errgroup.Group
	g.SetLimit(1)
	_ = g.TryGo(func() error { return nil })
	g.Wait()
}

//proof:ok
func ranged() {
	var seq iter.Seq[int] = func(yield func(int) bool) { _ = yield(1) && yield(2) }
	g, ctx := errgroup.WithContext(context.Background())
	for range seq {
		g.Go(func() error { return work(ctx) })
	}
	g.Wait()
}

type group = errgroup.Group

//proof:ok
func alias() {
	var g group
	g.Go(func() error { return nil })
	g.Wait()
}

// Same name, another type.
type tasks struct{}

func (tasks) Go(f func() error) { f() }

//proof:ok
func sameName() {
	var g tasks
	g.Go(func() error { return nil })
}
