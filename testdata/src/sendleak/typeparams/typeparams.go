package typeparams

import "time"

//proof:none the line is in first
func run() {
	result := first(func() string { time.Sleep(10 * time.Millisecond); return "" })
	_ = result
}

//proof:none it takes arguments; run calls it
func first[T any](f func() T) (zero T) {
	ch := make(chan T)
	go func() {
		ch <- f() // want `if first leaves at line 20: .* a buffer of 1`
	}()
	select {
	case v := <-ch:
		return v
	case <-time.After(time.Millisecond):
		return zero
	}
}

//proof:none it takes arguments; runBuffered calls it
func buffered[T any](f func() T) (zero T) {
	ch := make(chan T, 1)
	go func() { ch <- f() }()
	select {
	case v := <-ch:
		return v
	case <-time.After(time.Millisecond):
		return zero
	}
}

//proof:ok
func runBuffered() {
	_ = buffered(func() int { return 1 })
}
