// Package control is what the harness is checked with: each function behaves
// as its directive says, each kind in the ways that are easy to miss.
package control

import (
	"strconv"
	"sync"
	"time"
)

var global = make(chan int)

//proof:leak
func leakSend() {
	c := make(chan int)
	go func() {
		c <- 1 // want "x"
	}()
}

// The profile takes it for living: a global variable holds the channel.
//
//proof:leak
func leakGlobal() {
	go func() {
		<-global // want "x"
	}()
}

// The profile takes it for living: its timer holds it.
//
//proof:leak
func leakTicker() {
	stop := make(chan bool)
	go func() {
		t := time.NewTicker(time.Hour)
		defer t.Stop()
		for {
			select { // want "x"
			case <-t.C:
			case <-stop:
				return
			}
		}
	}()
}

// A bubble does not see it: blocking on a mutex is not durable there.
//
//proof:leak
func leakMutex() {
	var mu sync.Mutex
	mu.Lock()
	go func() {
		mu.Lock() // want "x"
	}()
}

// It is itself what blocks.
//
//proof:leak
func leakItself() {
	<-make(chan int) // want "x"
}

//proof:leak
func leakInHelper() {
	go helper(make(chan int))
}

//proof:by leakInHelper
func helper(c chan int) {
	<-c // want "x"
}

// The finding is at the cause, the leak shows elsewhere.
//
//proof:leak
func leakElsewhere() {
	c := make(chan int) // want "x"
	go func() {
		c <- 1 //proof:at
	}()
}

//proof:deadlock
func deadlock() {
	c := make(chan int)
	c <- 1 // want "x"
}

//proof:panic send on closed channel
func panics() {
	c := make(chan int, 1)
	close(c)
	c <- 1 // want "x"
}

//proof:panic close of closed channel
func panicsInGoroutine() {
	c := make(chan int)
	close(c)
	done := make(chan bool)
	go func() {
		defer close(done)
		close(c) // want "x"
	}()
	<-done
}

//proof:fatal unlock of unlocked mutex
func fatal() {
	var mu sync.Mutex
	mu.Unlock() // want "x"
}

//proof:race
func races() {
	n := 0
	done := make(chan bool)
	go func() {
		n++ // want "x"
		close(done)
	}()
	n++
	<-done
}

var sink any

//proof:alloc
func allocates() {
	for i := range 3 {
		sink = strconv.Itoa(1000 + i) // want "x"
	}
}

//proof:noalloc
func noAlloc() {
	n := 0
	for i := range 3 {
		n += i
	}
	_ = n
}

//proof:observe
func observed() bool {
	var err error = (*fault)(nil) // want "x"
	return err != nil
}

type fault struct{}

func (*fault) Error() string { return "" }

//proof:ok
func ok() {
	c := make(chan int)
	go func() { c <- 1 }()
	<-c
}

//proof:ok
func okSleeps() {
	done := make(chan bool)
	go func() {
		time.Sleep(time.Millisecond)
		close(done)
	}()
	<-done
}

//proof:none an example of a reason
func none(c chan int) {
	<-c // want "x"
}
