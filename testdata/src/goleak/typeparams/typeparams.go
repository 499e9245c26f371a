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
