// Package waits holds locks that others need.
package waits

import (
	"sync"
	"time"
)

func pause() { time.Sleep(20 * time.Millisecond) }

type pool struct {
	mu   sync.Mutex
	wg   sync.WaitGroup
	n    int
	stop chan bool
}

//proof:by closed
func (p *pool) close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	close(p.stop)
	p.wg.Wait() // want `this Wait holds p.mu, and a goroutine that it waits for takes it at line \d+ before it is done: both wait for ever; unlock first`
}

//proof:by closed
func (p *pool) work() {
	defer p.wg.Done()
	for {
		pause()
		p.mu.Lock() //proof:at
		p.n++
		p.mu.Unlock()
		select {
		case <-p.stop:
			return
		default:
		}
	}
}

//proof:leak
func closed() {
	p := &pool{stop: make(chan bool)}
	p.wg.Add(1)
	go p.work()
	go p.close()
}

type box struct {
	rw sync.RWMutex
	n  int
}

// row: M33
//
//proof:deadlock
func literal() {
	b := new(box)
	var wg sync.WaitGroup
	b.rw.Lock()
	wg.Go(func() {
		b.rw.RLock() //proof:at
		defer b.rw.RUnlock()
		_ = b.n
	})
	wg.Wait() // want `this Wait holds b.rw, and a goroutine that it waits for takes it at line \d+`
	b.rw.Unlock()
}

// Through a method that locks.

type store struct {
	sync.Mutex
	group sync.WaitGroup
	done  int
}

//proof:by flushed
func (s *store) count() {
	s.Lock() //proof:at
	defer s.Unlock()
	s.done++
}

//proof:by flushed
func (s *store) flush() {
	s.Lock()
	defer s.Unlock()
	s.group.Go(func() {
		s.count()
	})
	s.group.Wait() // want `this Wait holds s, and a goroutine that it waits for takes it at line \d+`
}

//proof:deadlock
func flushed() { new(store).flush() }

// A condition releases its own lock only.

type queue struct {
	mu    sync.Mutex
	cond  *sync.Cond
	items []int
}

type worker struct {
	state sync.RWMutex
	queue *queue
}

//proof:by conditions
func newQueue() *queue {
	q := new(queue)
	q.cond = sync.NewCond(&q.mu)
	return q
}

//proof:by conditions
func (w *worker) take() int {
	w.state.RLock()
	defer w.state.RUnlock()
	q := w.queue
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) == 0 {
		q.cond.Wait() // want `this Wait releases the lock of the condition only: w.state stays locked until somebody signals; unlock it first`
	}
	return q.items[0]
}

//proof:by conditions
func (w *worker) put(n int) {
	w.state.Lock() //proof:at
	defer w.state.Unlock()
	w.queue.mu.Lock()
	defer w.queue.mu.Unlock()
	w.queue.items = append(w.queue.items, n)
	w.queue.cond.Signal()
}

//proof:leak
func conditions() {
	w := &worker{queue: newQueue()}
	go w.take()
	go func() {
		pause()
		w.put(1)
	}()
}
