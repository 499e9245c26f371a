// Package loops closes channels in loops.
package loops

import (
	"context"
	"errors"
	"time"
)

//proof:panic close of closed channel
func counted() {
	ch := make(chan int)
	for i := 0; i < 2; i++ {
		close(ch) // want `ch is closed again in the next iteration of the loop, which panics: leave the loop here, or close it after the loop`
	}
}

//proof:panic close of closed channel
func ranged() {
	ch := make(chan int)
	for range []int{1, 2} {
		close(ch) // want `ch is closed again in the next iteration`
	}
}

//proof:panic close of closed channel
func breaksTheSelectOnly() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
	defer cancel()
	out := make(chan int, 1)
	in := make(chan int)
	for {
		select {
		case <-ctx.Done():
			close(out) // want `out is closed again in the next iteration`
			break
		case v := <-in:
			out <- v
		}
	}
}

//proof:panic close of closed channel
func inputStaysClosed() {
	in, stop := make(chan int), make(chan bool)
	out := make(chan int, 1)
	close(in)
	for {
		select {
		case v, ok := <-in:
			if !ok {
				close(out) // want `out is closed again in the next iteration`
				continue
			}
			out <- v
		case <-stop:
			return
		}
	}
}

var errTry = errors.New("try again")

func try() error { return errTry }

//proof:panic close of closed channel
func eachError() {
	failed := make(chan bool)
	for range 3 {
		if err := try(); err != nil {
			close(failed) // want `failed is closed again in the next iteration`
		}
	}
}

//proof:panic close of closed channel
func deferredInLoop() {
	ch := make(chan int)
	for range 2 {
		defer close(ch) // want `ch is closed again in the next iteration`
	}
} //proof:at

//proof:panic close of closed channel
func deferredByEach() {
	ch := make(chan int)
	for range 2 {
		func() { // want `ch is closed again in the next iteration`
			defer close(ch)
		}() //proof:at
	}
}

//proof:ok
func returns() {
	ch := make(chan int)
	for range 3 {
		if try() != nil {
			close(ch)
			return
		}
	}
}

//proof:ok
func breaks() {
	ch := make(chan int)
loop:
	for {
		switch {
		case try() != nil:
			close(ch)
			break loop
		}
	}
}

//proof:ok
func perIteration() {
	for range 3 {
		ch := make(chan int)
		close(ch)
	}
}

//proof:ok
func remade() {
	ch := make(chan int)
	for range 3 {
		close(ch)
		ch = make(chan int)
	}
	close(ch)
}

//proof:ok
func elements() {
	chs := []chan int{make(chan int), make(chan int)}
	for _, ch := range chs {
		close(ch)
	}
	for i := range chs {
		chs[i] = make(chan int)
		close(chs[i])
	}
}

//proof:ok
func inputNiled() {
	in := make(chan int)
	out := make(chan int, 1)
	stop := time.After(time.Millisecond)
	close(in)
	for {
		select {
		case v, ok := <-in:
			if !ok {
				close(out)
				in = nil
				continue
			}
			out <- v
		case <-stop:
			return
		}
	}
}

//proof:ok
func onlyTheFirst() {
	ready := make(chan bool)
	for i := range 3 {
		if i == 0 {
			close(ready)
		}
	}
}

//proof:ok
func atACount() {
	stop := make(chan bool)
	ticker := time.NewTicker(time.Millisecond)
	defer ticker.Stop()
	n := 0
	for range ticker.C {
		n++
		if n == 2 {
			close(stop)
		}
		if n == 4 {
			return
		}
	}
}

//proof:ok
func flagged() {
	ready := make(chan bool)
	done := false
	for range 3 {
		if !done {
			close(ready)
			done = true
		}
	}
}

//proof:ok
func oneMessage() {
	in, out := make(chan int, 1), make(chan int)
	in <- 1
	for {
		select {
		case <-in: // comes once, by agreement
			close(out)
		case <-out:
			return
		}
	}
}

//proof:ok
func rangeOverFunc() {
	ch := make(chan int)
	for range one {
		close(ch)
	}
}

func one(yield func(int) bool) { yield(1) }

//proof:ok
func lastElement() {
	ch := make(chan int)
	xs := []int{1, 2, 3}
	for i, x := range xs {
		_ = x
		if i == len(xs)-1 {
			close(ch)
		}
	}
}

// A condition that is its own negation in the next round.
//
//proof:ok
func toggles() {
	tokens := make(chan rune, 9)
	close(tokens)
	quote := false
	for _, c := range `a "b" c` {
		if c == '"' {
			quote = !quote
			continue
		}
		if quote {
			break
		}
	}
}
