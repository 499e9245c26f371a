package kept

import "sync"

// Locks that are taken a second time: what was tested before says nothing then.

type pool struct {
	cond   *sync.Cond
	closed bool
	idle   []int
}

func (p *pool) close() {
	p.cond.L.Lock()
	p.closed = true
	p.cond.L.Unlock()
}

//proof:by leakAgain
func (p *pool) create(make func() int) error {
	p.cond.L.Lock()
	if p.closed {
		p.cond.L.Unlock()
		return errClosed
	}
	p.cond.L.Unlock()

	v := make()

	p.cond.L.Lock() // want `p.cond.L stays locked on the return at line 32`
	if p.closed {
		return errClosed
	}
	p.idle = append(p.idle, v)
	p.cond.L.Unlock()
	return nil
}

//proof:deadlock
func leakAgain() {
	p := &pool{cond: sync.NewCond(new(sync.Mutex))}
	p.create(func() int { p.close(); return 1 })
	p.cond.L.Lock() //proof:at
}

type worker struct {
	mu   sync.Mutex
	done bool
	in   chan int
	sum  int
}

// run adds what comes in. It must not hold the mutex while it waits.
//
//proof:by leakWorker
func (w *worker) run() {
	for v := range w.in {
		w.mu.Lock() // want `w.mu stays locked on the return at line 60`
		if w.done {
			return
		}
		w.sum += v
		w.mu.Unlock()
	}
}

//proof:deadlock
func leakWorker() {
	w := &worker{in: make(chan int, 1), done: true}
	w.in <- 1
	w.run()
	w.mu.Lock() //proof:at
}
