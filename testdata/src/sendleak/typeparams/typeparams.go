package typeparams

import "time"

//proof:leak
func run() {
	result := first(func() string { time.Sleep(10 * time.Millisecond); return "" })
	_ = result
}

//proof:by run
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

//proof:by runBuffered
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

// The two cases are all that T can be.
//
//proof:by runCases
func eachCase[T int | string](v T) int {
	ch := make(chan int)
	go func() { ch <- 1 }()
	switch any(v).(type) {
	case int:
		return <-ch
	case string:
		return <-ch + 1
	}
	return 0
}

//proof:ok
func runCases() {
	if eachCase(1)+eachCase("a") != 3 {
		panic("not received")
	}
}
