package never

import "sync"

type limiter struct {
	tokens chan int
	mu     sync.Mutex
}

// row: C08
//
//proof:by fills
//proof:instead make(chan int) => make(chan int, n)
func newLimiter(n int) *limiter {
	l := &limiter{tokens: make(chan int)} //proof:at
	l.mu.Lock()
	for i := range n {
		l.tokens <- i // want `this send blocks for ever: nobody else has the channel made at line \d+ yet, and it has no buffer; make it with one, or start the receiver before`
	}
	l.mu.Unlock()
	return l
}

func (l *limiter) do(f func()) {
	t := <-l.tokens
	f()
	l.tokens <- t
}

//proof:leak
func fills() { go func() { newLimiter(2).do(func() {}) }() }

// row: C08
//
//proof:leak
func collects() {
	go func() {
		errs := make(chan error)
		for _, err := range []error{errEnd, nil} {
			if err != nil {
				errs <- err // want `this send blocks for ever: nobody else has the channel made at line \d+ yet`
			}
		}
		close(errs)
		for range errs {
		}
	}()
}
