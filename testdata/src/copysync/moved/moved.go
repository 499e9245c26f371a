// Package moved has slices whose elements move while goroutines use them.
package moved

import "sync"

type worker struct {
	mu   sync.Mutex
	done int
}

func (w *worker) run()   { w.mu.Lock(); w.done++; w.mu.Unlock() }
func work(ws ...*worker) { ws[0].run() }
func total(ws []worker) (n int) {
	for i := range ws {
		n += ws[i].done
	}
	return n
}

//proof:race
func goMethod() {
	var ws []worker
	for i := range 100 {
		ws = append(ws, worker{}) // want `when append grows ws it copies worker with its mu sync\.Mutex, in use by the goroutine of line \d+, which keeps the old element: .*; make it with its final capacity, or keep pointers in it`
		go ws[i].run()
	}
}

//proof:observe
//proof:instead ws := []worker{} => ws := make([]worker, 0, 100)
func groupGo() bool {
	var wg sync.WaitGroup
	ws := []worker{} //proof:at
	gate := make(chan bool)
	for range 100 {
		ws = append(ws, worker{}) // want `when append grows ws it copies worker`
		w := &ws[len(ws)-1]
		wg.Go(func() {
			<-gate
			w.run()
		})
	}
	close(gate)
	wg.Wait()
	return total(ws) < 100
}

//proof:race
func goArgument() {
	ws := make([]worker, 0)
	for i := 0; i < 100; i++ {
		ws = append(ws, worker{}) // want `when append grows ws`
		go work(&ws[i])
	}
}

//proof:ok
func withCapacity() {
	var wg sync.WaitGroup
	ws := make([]worker, 0, 100)
	for i := range 100 {
		ws = append(ws, worker{})
		wg.Go(ws[i].run)
	}
	wg.Wait()
	if total(ws) != 100 {
		panic("lost")
	}
}

//proof:ok
func builtBefore() {
	var wg sync.WaitGroup
	var ws []worker
	for range 100 {
		ws = append(ws, worker{})
	}
	for i := range ws {
		wg.Go(ws[i].run)
	}
	wg.Wait()
	if total(ws) != 100 {
		panic("lost")
	}
}

//proof:ok
func pointers() {
	var wg sync.WaitGroup
	var ws []*worker
	for i := range 100 {
		ws = append(ws, new(worker))
		wg.Go(ws[i].run)
	}
	wg.Wait()
}

//proof:ok
func joined() {
	var ws []worker
	for i := range 100 {
		ws = append(ws, worker{})
		var wg sync.WaitGroup
		wg.Go(ws[i].run)
		wg.Wait()
	}
	if total(ws) != 100 {
		panic("lost")
	}
}

//proof:ok
func perIteration() {
	var wg sync.WaitGroup
	for range 10 {
		var ws []worker
		ws = append(ws, worker{})
		wg.Go(ws[0].run)
	}
	wg.Wait()
}

//proof:ok
func noGoroutine() {
	var ws []worker
	for i := range 100 {
		ws = append(ws, worker{})
		ws[i].run()
		p := &ws[i]
		p.run()
	}
	if total(ws) != 200 {
		panic("lost")
	}
}
