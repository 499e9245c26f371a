// Package typeparams has generic functions that take long.
package typeparams

import "time"

const long = 20 * time.Millisecond

//proof:by waits
func slow[T any](v T) T {
	time.Sleep(long)
	return v
}

func drop[T any](T) {}

type number = int

//proof:observe
//proof:instead go drop(slow(number(1))) => go func() { drop(slow(number(1))) }()
func waits() bool {
	begin := time.Now()
	go drop(slow(number(1))) // want `this goroutine waits here for slow`
	return time.Since(begin) >= long
}

func same[T any](v T) T { return v }

//proof:ok
func quick() { go drop(same(1)) }
