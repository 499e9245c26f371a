// Package errgroup stands in for the library of that name in fixtures and in the
// programs of the pages: it has the same functions and blocks, panics and cancels where
// the library does. A test of groupmisuse shows that it does.
package errgroup

import (
	"context"
	"fmt"
	"sync"
)

// A Group is a set of goroutines and the first error of one of them.
type Group struct {
	end   func(error) // of the context, nil if there is none
	all   sync.WaitGroup
	slots chan struct{} // one for each goroutine that runs, nil without a limit
	first sync.Once
	err   error
}

// WithContext makes a group whose context ends with the first error or with Wait.
func WithContext(ctx context.Context) (*Group, context.Context) {
	ctx, end := context.WithCancelCause(ctx)
	return &Group{end: end}, ctx
}

// Wait waits for all goroutines.
func (g *Group) Wait() error {
	g.all.Wait()
	if g.end != nil {
		g.end(g.err)
	}
	return g.err
}

// Go starts a goroutine, when there is a slot.
func (g *Group) Go(f func() error) {
	if g.slots != nil {
		g.slots <- struct{}{}
	}
	g.start(f)
}

// TryGo starts a goroutine if there is a slot.
func (g *Group) TryGo(f func() error) bool {
	if g.slots != nil {
		select {
		case g.slots <- struct{}{}:
		default:
			return false
		}
	}
	g.start(f)
	return true
}

func (g *Group) start(f func() error) {
	g.all.Add(1)
	go func() {
		defer g.leave()
		if err := f(); err != nil {
			g.first.Do(func() {
				g.err = err
				if g.end != nil {
					g.end(err)
				}
			})
		}
	}()
}

func (g *Group) leave() {
	if g.slots != nil {
		<-g.slots
	}
	g.all.Done()
}

// SetLimit sets how many goroutines may run at once; less than 0 is no limit.
func (g *Group) SetLimit(n int) {
	if n < 0 {
		g.slots = nil
		return
	}
	if running := len(g.slots); running > 0 {
		panic(fmt.Errorf("errgroup: modify limit while %d goroutines in the group are still active", running))
	}
	g.slots = make(chan struct{}, n)
}
