package a

import (
	"context"
	"sync"
	"time"
)

// A lease counts those that are not given back.
type lease struct{ open *int }

func take(open *int) *lease {
	*open++
	return &lease{open}
}

func (l *lease) Close() { *l.open-- }

// Each tick leaves one more behind.
//
//proof:by eachTick
//proof:instead defer l.Close() => l.Close()
func watch(open *int, stop <-chan int, left *int) {
	ticker := time.NewTicker(time.Millisecond)
	defer ticker.Stop()
	for {
		l := take(open)
		defer l.Close() // want `this runs when the function ends, and one more is deferred with each tick at line 30: what it releases piles up; put the round into a function of its own`
		select {
		case <-ticker.C:
		case <-stop:
			*left = *open
			return
		}
	}
}

//proof:observe
func eachTick() bool {
	open, left := 0, 0
	stop := make(chan int)
	time.AfterFunc(20*time.Millisecond, func() { close(stop) })
	watch(&open, stop, &left)
	return left > 1
}

// A context of each round stays a child of its parent.
//
//proof:by pings
func ping(ctx context.Context, send func(context.Context) error) {
	ticker := time.NewTicker(time.Millisecond)
	defer ticker.Stop()
	for {
		short, cancel := context.WithCancel(ctx)
		defer cancel() // want `this runs when the function ends, and one more is deferred with each tick at line 58`
		_ = send(short)
		select {
		case <-ticker.C:
		case <-ctx.Done():
			return
		}
	}
}

//proof:observe
//proof:noflip the call is in another function
func pings() bool {
	ctx, cancel := context.WithCancel(context.Background())
	var made []context.Context
	alive := 0
	ping(ctx, func(short context.Context) error {
		made = append(made, short)
		if len(made) == 3 {
			for _, c := range made {
				if c.Err() == nil {
					alive++
				}
			}
			cancel()
		}
		return nil
	})
	return alive == 3
}

// The ticks are those of a loop around it.
//
//proof:by nested
//proof:instead defer l.Close() => l.Close()
func watchTwo(open *int, stop <-chan int, left *int) {
	ticks := time.Tick(time.Millisecond)
	for {
		for range 2 {
			l := take(open)
			defer l.Close() // want `one more is deferred with each tick at line \d+`
		}
		select {
		case <-stop:
			*left = *open
			return
		case <-ticks:
		}
	}
}

//proof:observe
func nested() bool {
	open, left := 0, 0
	stop := make(chan int)
	time.AfterFunc(20*time.Millisecond, func() { close(stop) })
	watchTwo(&open, stop, &left)
	return left > 2
}

// Of a group that counts, all are done at the end only.
//
//proof:leak
func leakGroup() {
	var wg sync.WaitGroup
	ticker := time.NewTicker(time.Millisecond)
	go func() {
		for range ticker.C {
			wg.Add(1)
			defer wg.Done() // want `one more is deferred with each tick`
			wg.Wait()       //proof:at
		}
	}()
	time.Sleep(5 * time.Millisecond)
}
