package typeparams

import "sync"

type List[T any] struct {
	mu   sync.Mutex
	all  []T
	size int
}

//proof:by sized
func (l *List[T]) Add(v T) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.all = append(l.all, v)
	l.size = l.size + len(l.all) - l.size
}

//proof:by sized
func (l *List[T]) Drop() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.all = nil
	l.size = 0
}

//proof:by sized
func (l *List[T]) Size() int {
	return l.size // want `size is read without mu`
}

//proof:race
func sized() {
	l := new(List[string])
	l.Drop()
	var wg sync.WaitGroup
	wg.Go(func() { l.Add("a") })
	wg.Go(func() { _ = l.Size() })
	wg.Wait()
}
