package leave

import (
	"context"
	"errors"
)

var errBroken = errors.New("broken")

func part(n int) (int, error) {
	if n == 0 {
		return 0, errBroken
	}
	return n, nil
}

//proof:leak
func upload() { gather(context.Background(), 4) }

// What is computed before the send has branches that meet again: each worker sends all the same.
//
//proof:by upload
func gather(ctx context.Context, total int) error {
	next := make(chan int)
	done := make(chan error)
	go func() {
		defer close(next)
		for n := range total {
			select {
			case <-ctx.Done():
				return
			case next <- n:
			}
		}
	}()
	for range 4 {
		go func() {
			for {
				var n int
				var ok bool
				select {
				case <-ctx.Done():
					return
				case n, ok = <-next:
					if !ok {
						return
					}
				}
				size := 10
				if n == total {
					size = 1
				}
				_, err := part(n * size)
				if err != nil {
					done <- err
					return
				}
				done <- nil // want `sends that are left over when gather leaves at line \d+ block for ever`
			}
		}()
	}
	for range total {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case err := <-done:
			if err != nil {
				return err
			}
		}
	}
	return nil
}
