package typeparams

import "sync"

type lazy[T any] struct {
	mu   sync.Mutex
	make func() *T
	val  *T
}

//proof:by instance
func (l *lazy[T]) get() *T {
	if l.val == nil { // want `val is read here without mu`
		l.mu.Lock()
		defer l.mu.Unlock()
		if l.val == nil {
			l.val = l.make()
		}
	}
	return l.val
}

//proof:race
func instance() {
	l := &lazy[int]{make: func() *int { return new(int) }}
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() { l.get() })
	}
	wg.Wait()
}
