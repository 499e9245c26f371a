// Package served has somebody for each case.
package served

import (
	"reflect"
	"time"
)

// Every case has somebody.
type worker struct {
	jobs chan int
	done chan struct{}
}

func newWorker() *worker {
	w := &worker{jobs: make(chan int), done: make(chan struct{})}
	go w.run()
	return w
}

func (w *worker) run() {
	for {
		select {
		case <-w.jobs:
		case <-w.done:
			return
		}
	}
}

func (w *worker) stop() { close(w.done) }

//proof:ok
func stopped() {
	w := newWorker()
	w.jobs <- 1
	w.stop()
}

// Others have the channel.
type Open struct {
	Events chan int
	closed chan struct{}
}

func (o *Open) Closed() chan struct{} { return o.closed }

func (o *Open) next() int {
	select {
	case n := <-o.Events:
		return n
	case <-o.closed:
		return -1
	case <-time.After(time.Millisecond):
		return 0
	}
}

//proof:ok
func open() {
	o := &Open{Events: make(chan int), closed: make(chan struct{})}
	o.next()
}

// It is closed by what holds it as an interface, or by reflection.
type byReflection struct{ done chan struct{} }

func (b *byReflection) wait() {
	select {
	case <-b.done:
	case <-time.After(time.Second):
	}
}

//proof:ok
func reflected() {
	b := &byReflection{done: make(chan struct{})}
	go reflect.ValueOf(b.done).Close()
	b.wait()
}

// The buffer takes what nobody receives.
type notes struct{ wake chan struct{} }

func (n *notes) note() {
	select {
	case n.wake <- struct{}{}:
	default:
	}
}

//proof:ok
func buffers() {
	n := &notes{wake: make(chan struct{}, 1)}
	n.note()
	n.note()
}
