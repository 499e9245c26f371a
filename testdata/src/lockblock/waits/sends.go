package waits

import (
	"sync"
	"time"
)

// A feed sends with the lock held that its loop takes for each element.
type feed struct {
	mu   sync.Mutex
	ch   chan int
	done chan bool
	n    int
}

//proof:by sends
func (q *feed) put(n int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.ch <- n // want `this send holds q.mu, and who receives takes it at line 27 before the next receive: both can wait for ever; send after the unlock`
}

//proof:by sends
func (q *feed) loop() {
	for n := range q.ch {
		time.Sleep(10 * time.Millisecond) // others come in between
		q.mu.Lock()
		q.n += n
		q.mu.Unlock()
	}
}

// row: M33
//
//proof:leak
func sends() {
	q := &feed{ch: make(chan int)}
	go q.loop()
	for n := range 3 {
		go q.put(n)
	}
}

// A runner that also stops.
type runner struct {
	rw   sync.RWMutex
	work chan func()
	stop chan bool
}

//proof:by stops
func (w *runner) do(f func()) {
	w.rw.Lock()
	w.work <- f // want `this send holds w.rw, and who receives takes it at line 69`
	w.rw.Unlock()
}

//proof:by stops
func (w *runner) run() {
	for {
		f := <-w.work
		w.call(f)
	}
}

//proof:by stops
func (w *runner) call(f func()) {
	time.Sleep(10 * time.Millisecond)
	w.rw.RLock()
	defer w.rw.RUnlock()
	f()
}

//proof:leak
func stops() {
	w := &runner{work: make(chan func())}
	go w.run()
	for range 3 {
		go w.do(func() {})
	}
}
