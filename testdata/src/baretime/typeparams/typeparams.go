// Package typeparams waits in generic functions.
package typeparams

import (
	"math/rand/v2"
	"time"
)

// soon is far more than a few nanoseconds and far less than as many seconds.
const soon = 200 * time.Millisecond

//proof:by short
func wait[T any](c <-chan T) (v T, ok bool) {
	select {
	case v = <-c:
		return v, true
	case <-time.After(50): // want `time\.After gets 50 nanoseconds`
		return v, false
	}
}

//proof:observe
//proof:instead time.After(50) => time.After(50*time.Second)
func short() bool {
	start := time.Now()
	c := make(chan int)
	go func() {
		time.Sleep(soon)
		select {
		case c <- 1:
		default:
		}
	}()
	_, ok := wait(c)
	time.Sleep(2*soon - time.Since(start))
	return !ok
}

type ordered interface{ ~int64 }

func least[T ordered](a, b T) T { return min(a, b) }

// What the type parameter stands for is the caller's business.
//
//proof:ok
func right() {
	_ = least[time.Duration](5, time.Second)
	_ = rand.N[time.Duration](100)
}
