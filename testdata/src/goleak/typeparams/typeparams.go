package typeparams

import "time"

//proof:by callFirst
func first[T any](f func() T) {
	ch := make(chan T)
	go func() {
		ch <- f() // want `this send can block its goroutine for ever`
	}()
	select {
	case <-ch:
	case <-time.After(time.Millisecond):
	}
}

//proof:leak
func callFirst() {
	first(func() int { time.Sleep(5 * time.Millisecond); return 1 })
}
