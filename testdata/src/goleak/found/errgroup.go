package found

import (
	"context"

	"golang.org/x/sync/errgroup"
)

// All goroutines are the group's: nothing else starts one here.
//
//proof:by onlyTheGroups
func halfReceived(ctx context.Context) error {
	g, _ := errgroup.WithContext(ctx)
	ch := make(chan int)
	g.Go(func() error {
		ch <- 1
		ch <- 2 // want `this send can block its goroutine for ever: the receive at line \d+ need not come any more`
		return nil
	})
	g.Go(func() error {
		<-ch
		return nil
	})
	return g.Wait()
}

//proof:leak
func onlyTheGroups() { halfReceived(context.Background()) }
