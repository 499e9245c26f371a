// Package ok looks the same and is right.
package ok

import (
	"context"
	"iter"
	"runtime"

	"golang.org/x/sync/errgroup"
)

//proof:ok
func outside() {
	var g errgroup.Group
	g.SetLimit(2)
	for range 5 {
		g.Go(func() error { return nil })
	}
	g.Wait()
}

// Somebody who is not of the group waits.
//
//proof:ok
func closer() {
	var g errgroup.Group
	results := make(chan int)
	g.Go(func() error {
		results <- 1
		return nil
	})
	go func() {
		g.Wait()
		close(results)
	}()
	for range results {
	}
}

// P2: a goroutine that a member starts is no member.
//
//proof:ok
func startedByMember() {
	var g errgroup.Group
	done := make(chan bool)
	g.Go(func() error {
		go func() {
			g.Wait()
			close(done)
		}()
		return nil
	})
	<-done
}

// Another group.
//
//proof:ok
func inner() {
	var outer errgroup.Group
	outer.SetLimit(1)
	outer.Go(func() error {
		var g errgroup.Group
		g.SetLimit(1)
		g.Go(func() error { return nil })
		return g.Wait()
	})
	outer.Wait()
}

//proof:ok
func shadowed() {
	var g errgroup.Group
	g.SetLimit(1)
	g.Go(func() error {
		g, ctx := errgroup.WithContext(context.Background())
		g.Go(func() error { return ctx.Err() })
		return g.Wait()
	})
	g.Wait()
}

// Without a limit nobody waits for a slot.
//
//proof:ok
func noLimit() {
	var g errgroup.Group
	var walk func(n int) error
	walk = func(n int) error {
		for i := range n {
			g.Go(func() error { return walk(i) })
		}
		return nil
	}
	g.Go(func() error { return walk(4) })
	g.Wait()
}

//proof:ok
func unlimited() {
	var g errgroup.Group
	g.SetLimit(-1)
	g.Go(func() error {
		g.Go(func() error { return nil })
		return nil
	})
	g.Wait()
}

// One goroutine that starts the others holds one slot of several.
//
//proof:ok
func producer() {
	var g errgroup.Group
	g.SetLimit(1 + runtime.NumCPU())
	g.Go(func() error {
		for range 20 {
			g.Go(func() error { return nil })
		}
		return nil
	})
	g.Wait()
}

// Three goroutines for four slots.
//
//proof:ok
func fewer() {
	var g errgroup.Group
	g.SetLimit(4)
	for range []int{1, 2, 3} {
		g.Go(func() error {
			g.Go(func() error { return nil })
			return nil
		})
	}
	g.Wait()
}

// Without a limit, a function that starts itself may.
//
//proof:by unlimitedWalk
func visit(g *errgroup.Group, n int) error {
	for i := range n {
		g.Go(func() error { return visit(g, i) })
	}
	return nil
}

//proof:ok
func unlimitedWalk() {
	var g errgroup.Group
	visit(&g, 4)
	g.Wait()
}

// It calls itself, in the goroutine that has the slot.
//
//proof:by limitedWalk
func search(g *errgroup.Group, n int) error {
	if n > 3 {
		g.Go(func() error { return nil })
		return nil
	}
	return search(g, n+1)
}

//proof:ok
func limitedWalk() {
	var g errgroup.Group
	g.SetLimit(2)
	search(&g, 0)
	g.Wait()
}

// TryGo does not wait.
//
//proof:ok
func tries() {
	var g errgroup.Group
	g.SetLimit(1)
	g.Go(func() error {
		if !g.TryGo(func() error { return nil }) {
			return nil
		}
		return nil
	})
	g.Wait()
}

// A group of its own in each round.
//
//proof:ok
func rounds() {
	for range runtime.NumCPU() {
		var g errgroup.Group
		g.SetLimit(2)
		g.Go(func() error {
			g.Go(func() error { return nil })
			return nil
		})
		g.Wait()
	}
}

// Nobody runs when the limit changes.
//
//proof:ok
func afterWait() {
	var g errgroup.Group
	g.SetLimit(1)
	g.Go(func() error { return nil })
	g.Wait()
	g.SetLimit(2)
	g.Go(func() error { return nil })
	g.Wait()
}

// P2: a literal waits, or a helper.
//
//proof:ok
func literalWaits() {
	var g errgroup.Group
	flush := func() { g.Wait() }
	g.Go(func() error { return nil })
	flush()
	g.SetLimit(2)
}

func finish(g *errgroup.Group) { g.Wait() }

//proof:ok
func helperWaits() {
	var g errgroup.Group
	g.Go(func() error { return nil })
	finish(&g)
	g.SetLimit(2)
}

// There are slots for all.
//
//proof:ok
func enough() {
	var g errgroup.Group
	tasks := make([]int, runtime.NumCPU())
	g.SetLimit(2 * len(tasks))
	for range tasks {
		g.Go(func() error {
			g.Go(func() error { return nil })
			return nil
		})
	}
	g.Wait()
}

// Either one or the other.
//
//proof:ok
func branches() {
	var g errgroup.Group
	if runtime.NumCPU() > 1_000_000 {
		g.Go(func() error { return nil })
		g.Wait()
		return
	}
	g.SetLimit(2)
	g.Go(func() error { return nil })
	g.Wait()
}

// Which group the variable holds is not known.
//
//proof:ok
func replaced() {
	outer := new(errgroup.Group)
	g := outer
	g.SetLimit(1)
	g.Go(func() error {
		g = new(errgroup.Group)
		g.Go(func() error { return nil })
		return g.Wait()
	})
	outer.Wait()
}

// The function is not called by the member: it is only made there.
//
//proof:ok
func handedOut() {
	var g errgroup.Group
	waits := make(chan func() error, 1)
	g.Go(func() error {
		waits <- func() error { return g.Wait() }
		return nil
	})
	(<-waits)()
}

//proof:ok
func methodValue() {
	var g errgroup.Group
	start := g.Go
	start(func() error { return nil })
	wait := g.Wait
	wait()
}

//proof:ok
func ranged() {
	var g errgroup.Group
	var seq iter.Seq[int] = func(yield func(int) bool) { _ = yield(1) && yield(2) }
	for range seq {
		g.Go(func() error { return nil })
	}
	g.Wait()
}

type group = errgroup.Group

//proof:ok
func alias() {
	var g group
	g.SetLimit(1)
	g.Go(func() error { return nil })
	g.Wait()
}

// Same names, another type.
type tasks struct{ n int }

func (t *tasks) SetLimit(n int)          { t.n = n }
func (t *tasks) Go(f func() error) error { return f() }
func (t *tasks) Wait() error             { return nil }

//proof:ok
func sameName() {
	var g tasks
	g.SetLimit(1)
	g.Go(func() error {
		g.Go(func() error { return nil })
		return g.Wait()
	})
	g.SetLimit(2)
}
