// Package typeparams counts goroutines in generic code.
package typeparams

import "sync"

type pool[T any] struct {
	wg   sync.WaitGroup
	work func(T) bool
}

//proof:by waits
func (p *pool[T]) run(v T) {
	p.wg.Add(1)
	go func() {
		if !p.work(v) {
			return // want `the goroutine ends here without p.wg.Done, so the Wait at line 26 waits for ever: defer the Done`
		}
		p.wg.Done()
	}()
}

//proof:deadlock
func waits() {
	p := &pool[int]{work: func(n int) bool { return n > 0 }}
	p.run(0)
	p.wg.Wait() //proof:at
}

//proof:by each
func all[T any](list []T, work func(T)) {
	var wg sync.WaitGroup
	for _, v := range list {
		wg.Add(1)
		go func() {
			defer wg.Done()
			work(v)
		}()
	}
	wg.Wait()
}

//proof:ok
func each() {
	all([]int{1, 2}, func(int) {})
}
