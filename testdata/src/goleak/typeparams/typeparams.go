package typeparams

import "sync"

//proof:by callBoth
func both[T any](f func() T) {
	var mu sync.Mutex
	ch := make(chan T)
	mu.Lock()
	go func() {
		mu.Lock()
		defer mu.Unlock()
		ch <- f()
	}()
	<-ch // want `this receive can block its goroutine for ever`
	mu.Unlock()
}

//proof:leak
func callBoth() {
	both(func() int { return 1 })
}

// The two cases are all that T can be: there is no third way past them.
//
//proof:by sized
func size[T int | string](v T) int {
	done := make(chan struct{})
	go func() {
		<-done
	}()
	n := 0
	switch v := any(v).(type) {
	case int:
		n = v
		close(done)
	case string:
		n = len(v)
		close(done)
	}
	return n
}

// A value of a generic function's type is the value itself, not what is in an interface.
//
//proof:by sized
func pick[T *int | *string]() T {
	if _, number := any(T(nil)).(*int); number {
		return any(new(int)).(T)
	}
	return any(new(string)).(T)
}

//proof:ok
func sized() {
	if size(1)+size("a") != 2 || *pick[*int]() != 0 {
		panic("not so")
	}
	answers := make(chan *string)
	go func() { answers <- pick[*string]() }()
	println(len(*<-answers))
}
