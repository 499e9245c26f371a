package typeparams

import "sync"

type all[T any] struct {
	mu   sync.Mutex
	wg   sync.WaitGroup
	list []T
}

//proof:by waits
func (a *all[T]) add(v T) {
	defer a.wg.Done()
	a.mu.Lock() //proof:at
	defer a.mu.Unlock()
	a.list = append(a.list, v)
}

//proof:by waits
func (a *all[T]) fill(vs ...T) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, v := range vs {
		a.wg.Add(1)
		go a.add(v)
	}
	a.wg.Wait() // want `this Wait holds a.mu, and a goroutine that it waits for takes it at line 14`
}

//proof:deadlock
func waits() { new(all[int]).fill(1) }
