// Package across takes locks in another order than the package that has them.
package across

import (
	"sync"

	"lockorder/lib"
)

//proof:by shown
func leave(h *lib.Hub, r *lib.Room) {
	r.Lock()
	defer r.Unlock()
	lib.Pause()
	h.Leave(r) // want `Hub.Mu is taken here with Room held, and at lib/lib.go:36 the other way round: two goroutines can wait for each other for ever; choose one order`
}

// row: M18
//
//proof:leak
func shown() {
	h, r := lib.NewHub()
	go h.Sweep()
	go leave(h, r)
}

// A lock of this package, and one behind methods of the other.

type job struct {
	mu  sync.Mutex
	log *lib.Log
	n   int
}

//proof:none one of the goroutines stands in the other package, see behind
func (j *job) run() {
	j.mu.Lock()
	defer j.mu.Unlock()
	lib.Pause()
	j.log.Add("run") // want `Log.mu is taken here with job.mu held, and at line \d+ the other way round`
}

//proof:none one of the goroutines stands in the other package, see behind
func (j *job) flush() {
	j.log.Lock()
	defer j.log.Unlock()
	lib.Pause()
	j.done() //proof:at
}

//proof:none one of the goroutines stands in the other package, see behind
func (j *job) done() {
	j.mu.Lock() //proof:at
	j.n++
	j.mu.Unlock()
}

//proof:none the goroutines stand in the other package
func behind() {
	j := &job{log: new(lib.Log)}
	go j.run()
	go j.flush()
}

// One order only.

type task struct {
	mu  sync.Mutex
	log *lib.Log
}

//proof:ok
func oneOrder() {
	t := &task{log: new(lib.Log)}
	go t.run()
	t.run()
}

//proof:by oneOrder
func (t *task) run() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.log.Add("task")
}

// A third lock keeps them apart.

var gate, a sync.Mutex

//proof:by gated
func gatedOne(l *lib.Log) {
	gate.Lock()
	defer gate.Unlock()
	a.Lock()
	defer a.Unlock()
	l.Add("one")
}

//proof:by gated
func gatedOther(l *lib.Log) {
	gate.Lock()
	defer gate.Unlock()
	l.Lock()
	defer l.Unlock()
	a.Lock()
	a.Unlock()
}

//proof:ok
func gated() {
	l := new(lib.Log)
	var wg sync.WaitGroup
	wg.Go(func() { gatedOne(l) })
	wg.Go(func() { gatedOther(l) })
	wg.Wait()
}
