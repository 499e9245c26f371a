// Package typeparams has generic functions that ask for lengths.
package typeparams

import "time"

//proof:by leaks
func drain[T any](ch chan T) {
	for len(ch) > 0 {
		time.Sleep(5 * time.Millisecond)
		<-ch // want `this waits if the goroutine of line \d+ takes the last value`
	}
}

//proof:leak
func leaks() {
	ch := make(chan int, 1)
	ch <- 1
	for range 2 {
		go drain(ch)
	}
	time.Sleep(20 * time.Millisecond)
}

//proof:by single
func take[T any](ch chan T) (v T) {
	if len(ch) > 0 {
		v = <-ch
	}
	return v
}

//proof:ok
func single() {
	ch := make(chan string, 1)
	ch <- "a"
	take(ch)
}
