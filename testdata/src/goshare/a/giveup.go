package a

import (
	"context"
	"errors"
	"sync"
	"time"
)

var errLate = errors.New("late")

// work takes longer than anybody waits.
func work() (string, error) {
	time.Sleep(5 * time.Millisecond)
	return "x", errLate
}

// row: G07
//
//proof:by timesOut
func withTimeout() (string, error) {
	var (
		text string
		err  error
	)
	done := make(chan bool, 1)
	go func() {
		text, err = work()
		done <- true
	}()
	select {
	case <-time.After(time.Millisecond):
		err = errLate // want `err is set here, but the wait for the goroutine started at line 27 was given up at line 32: it may set it at line 28 now, a data race; let it send its result`
		return "", err
	case <-done:
		return text, err
	}
}

//proof:race
func timesOut() {
	withTimeout()
	settle()
}

//proof:by canceled
func withContext(ctx context.Context) (err error) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		_, err = work()
	}()
	select {
	case <-done:
	case <-ctx.Done():
		err = ctx.Err() // want `err is set here, but the wait for the goroutine started at line \d+ was given up at line \d+: it may set it at line \d+ now`
	}
	return err
}

//proof:race
func canceled() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
	defer cancel()
	withContext(ctx)
	settle()
}

// To cancel is not to wait.
//
//proof:by ticked
func withCancel(parent context.Context) string {
	ctx, cancel := context.WithCancel(parent)
	defer cancel()
	last := ""
	done := make(chan struct{})
	go func() {
		for ctx.Err() == nil {
			last, _ = work()
		}
		close(done)
	}()
	timer := time.NewTimer(7 * time.Millisecond)
	defer timer.Stop()
	select {
	case <-timer.C:
		cancel()
		return last // want `last is read here, but the wait for the goroutine started at line \d+ was given up at line \d+`
	case <-done:
	}
	return last
}

//proof:race
func ticked() {
	sink = withCancel(context.Background())
	settle()
}

// A goroutine of a group, whose lock is another matter.
//
//proof:by grouped
func withGroup(ctx context.Context) int {
	var wg sync.WaitGroup
	var mu sync.Mutex
	n := 0
	done := make(chan struct{})
	wg.Go(func() {
		_, _ = work()
		mu.Lock()
		n++
		mu.Unlock()
		close(done)
	})
	select {
	case <-ctx.Done():
		return n // want `n is read here, but the wait for the goroutine started at line \d+ was given up at line \d+`
	case <-done:
		return n
	}
}

//proof:race
func grouped() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
	defer cancel()
	sink = withGroup(ctx)
	settle()
}
