// Package wrong holds claims that the harness must not accept.
package wrong

import "time"

//proof:leak
func noLeak() {
	c := make(chan int, 1)
	go func() { c <- 1 }()
}

// It leaks, but not where the finding says.
//
//proof:leak
func leakOnAnotherLine() {
	c := make(chan int)
	time.Sleep(0) // want "x"
	go func() {
		c <- 1
	}()
}

//proof:panic send on closed channel
func panicsOtherwise() {
	panic("something else")
}

//proof:panic send on closed channel
func noPanic() {}

//proof:panic boom
func panicsOnAnotherLine() {
	defer func() {
		_ = 1 // want "x"
	}()
	panic("boom")
}

//proof:deadlock
func noDeadlock() {}

//proof:fatal all goroutines
func noFatal() {}

//proof:race
func noRace() {}

//proof:alloc
func noAlloc() {}

var sink []int

//proof:noalloc
func allocates() {
	sink = make([]int, 100)
}

//proof:observe
func notObserved() bool { return false }

//proof:ok
func leaks() {
	go func() { <-make(chan int) }()
}

var global = make(chan int)

//proof:ok
func leaksGlobal() {
	go func() { <-global }()
}

//proof:ok
func ticks() {
	go func() {
		for range time.NewTicker(time.Hour).C {
		}
	}()
}

//proof:ok
func panics() { panic("x") }

//proof:ok
func neverEnds() { select {} }
