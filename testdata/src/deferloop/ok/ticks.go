package ok

import (
	"context"
	"time"
)

type lease struct{ open *int }

func take(open *int) *lease {
	*open++
	return &lease{open}
}

func (l *lease) Close() { *l.open-- }

// The round is a function of its own.
//
//proof:ok
func roundOfItsOwn() {
	open := 0
	ticker := time.NewTicker(time.Millisecond)
	defer ticker.Stop()
	for range 3 {
		func() {
			l := take(&open)
			defer l.Close()
			<-ticker.C
		}()
	}
}

// The way behind the defer statement leaves the loop.
//
//proof:ok
func lastRound() {
	open := 0
	ticker := time.NewTicker(time.Millisecond)
	defer ticker.Stop()
	for n := 0; ; n++ {
		<-ticker.C
		if n == 2 {
			l := take(&open)
			defer l.Close()
			return
		}
	}
}

// It tries until it has one: nothing ticks.
//
//proof:ok
func retries() {
	for n := 0; ; n++ {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		if n == 2 {
			<-time.After(time.Millisecond)
			_ = ctx
			return
		}
	}
}

// It asks with each tick until the answer is yes.
//
//proof:ok
func polls() {
	ticker := time.NewTicker(time.Millisecond)
	defer ticker.Stop()
	for n := 0; ; n++ {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		if ctx.Err() == nil && n == 2 {
			return
		}
		<-ticker.C
	}
}

// What is deferred once, in front of the loop.
//
//proof:ok
func inFront() {
	open := 0
	l := take(&open)
	defer l.Close()
	ticker := time.NewTicker(time.Millisecond)
	defer ticker.Stop()
	for range 2 {
		<-ticker.C
	}
}
