// Package a has errgroups that wait for themselves.
package a

import (
	"context"
	"errors"
	"time"

	"golang.org/x/sync/errgroup"
)

// row: EG08
//
//proof:deadlock
func direct() {
	var g errgroup.Group
	g.Go(func() error {
		return g.Wait() // want `g\.Wait never returns: it waits for the goroutine that calls it, which the group starts at line 17; wait outside of the group`
	})
	g.Wait()
}

//proof:deadlock
func withContext() {
	g, ctx := errgroup.WithContext(context.Background())
	g.Go(func() error { return ctx.Err() })
	g.Go(func() error {
		err := func() error {
			return g.Wait() // want `g\.Wait never returns: it waits for the goroutine that calls it, which the group starts at line 27`
		}()
		return errors.Join(err, ctx.Err())
	})
	g.Wait()
}

//proof:deadlock
func deferred() {
	g := new(errgroup.Group)
	g.Go(func() error {
		defer g.Wait() // want `g\.Wait never returns`
		return nil     //proof:at
	})
	g.Wait()
}

//proof:deadlock
func variable() {
	g := errgroup.Group{}
	finish := func() error {
		return g.Wait() // want `g\.Wait never returns`
	}
	g.Go(finish)
	g.Wait()
}

// row: EG07
//
//proof:deadlock
func oneSlot() {
	var g errgroup.Group
	g.SetLimit(1)
	g.Go(func() error {
		g.Go(func() error { return nil }) // want `g\.Go waits for a free slot of the limit set at line \d+, and goroutines that wait here hold them all: a deadlock; start the task outside of the group, or call it directly`
		return nil
	})
	g.Wait()
}

//proof:deadlock
func inLoop() {
	g, ctx := errgroup.WithContext(context.Background())
	g.SetLimit(2)
	for i := range time.Now().Year() {
		if i == 2 {
			break
		}
		g.Go(func() error {
			time.Sleep(time.Millisecond)
			g.Go(func() error { return ctx.Err() }) // want `g\.Go waits for a free slot`
			return nil
		})
	}
	g.Wait()
}

type dir struct{ subs []dir }

//proof:deadlock
func recursive() {
	var g errgroup.Group
	g.SetLimit(2)
	var walk func(d dir) error
	walk = func(d dir) error {
		for _, sub := range d.subs {
			g.Go(func() error { return walk(sub) }) // want `g\.Go waits for a free slot`
		}
		return nil
	}
	tree := dir{}
	for range 4 {
		tree = dir{[]dir{tree, tree, tree}}
	}
	g.Go(func() error { return walk(tree) })
	g.Wait()
}

//proof:deadlock
func toTheEnd() {
	var g errgroup.Group
	g.SetLimit(3)
	tasks := make([]int, 3)
	for i := 0; i < len(tasks); i++ {
		g.Go(func() error {
			time.Sleep(time.Millisecond)
			defer g.Go(func() error { return nil }) // want `g\.Go waits for a free slot`
			return nil                              //proof:at
		})
	}
	g.Wait()
}

//proof:by parameter
func visit(g *errgroup.Group, d dir) error {
	for _, sub := range d.subs {
		g.Go(func() error { return visit(g, sub) }) // want `g\.Go waits for a free slot of the limit set at line \d+`
	}
	return nil
}

// row: EG07
//
//proof:deadlock
func parameter() {
	var g errgroup.Group
	g.SetLimit(2)
	tree := dir{}
	for range 4 {
		tree = dir{[]dir{tree, tree, tree}}
	}
	visit(&g, tree)
	g.Wait()
}

type walker struct{ n int }

//proof:by ofMethod
func (w *walker) walk(g *errgroup.Group, d dir) error {
	w.n++
	for _, sub := range d.subs {
		g.Go(func() error { // want `g\.Go waits for a free slot`
			if err := w.walk(g, sub); err != nil {
				return err
			}
			return nil
		})
	}
	return nil
}

//proof:deadlock
func ofMethod() {
	g, ctx := errgroup.WithContext(context.Background())
	g.SetLimit(1)
	w := new(walker)
	g.Go(func() error { return w.walk(g, dir{[]dir{{}, {}}}) })
	g.Wait()
	_ = ctx.Err()
}

// row: EG06
//
//proof:panic modify limit while 1 goroutines in the group are still active
func twice() {
	var g errgroup.Group
	g.SetLimit(2)
	stop := make(chan bool)
	defer close(stop)
	g.Go(func() error {
		<-stop
		return nil
	})
	g.SetLimit(4) // want `the goroutine started at line \d+ may still run: SetLimit panics then, or the goroutine takes a slot that it never had and Wait hangs; set the limit before Go`
}

//proof:deadlock
func first() {
	var g errgroup.Group
	stop := make(chan bool)
	g.Go(func() error {
		<-stop
		return nil
	})
	g.SetLimit(4) // want `the goroutine started at line \d+ may still run`
	close(stop)
	g.Wait() //proof:at
}

//proof:deadlock
func onOnePath() {
	var g errgroup.Group
	stop := make(chan bool)
	for i := range 3 {
		g.TryGo(func() error {
			<-stop
			return nil
		})
		if i == 1 {
			g.SetLimit(1) // want `the goroutine started at line \d+ may still run`
			break
		}
	}
	close(stop)
	g.Wait() //proof:at
}
