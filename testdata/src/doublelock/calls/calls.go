// Package calls takes locks again.
package calls

import (
	"fmt"
	"sync"
)

type box struct {
	mu sync.Mutex
	rw sync.RWMutex
	n  int
	in *box
}

// row: M07
//
//proof:deadlock
func straight() {
	b := new(box)
	b.mu.Lock()
	b.n++
	b.mu.Lock() // want `this waits for ever: the goroutine holds b.mu since line 21`
	b.mu.Unlock()
}

// row: M14
//
//proof:deadlock
func upgrade() {
	b := new(box)
	b.rw.RLock()
	b.rw.Lock() // want `this waits for ever: the goroutine holds b.rw since line 32`
	b.rw.Unlock()
	b.rw.RUnlock()
}

//proof:deadlock
func readInWrite() {
	b := new(box)
	b.rw.Lock()
	defer b.rw.Unlock()
	b.rw.RLock() // want `the goroutine holds b.rw since line 41`
	defer b.rw.RUnlock()
}

// row: M13
//
//proof:none it takes a writer in between
func readInRead() {
	b := new(box)
	b.rw.RLock()
	b.rw.RLock() // want `this read-locks b.rw, held since line 52: a Lock that comes in between makes both wait for ever`
	b.rw.RUnlock()
	b.rw.RUnlock()
}

//proof:by callsGet
func (b *box) get() int {
	b.mu.Lock() //proof:at
	defer b.mu.Unlock()
	return b.n
}

// row: M08
//
//proof:deadlock
func callsGet() {
	b := new(box)
	b.mu.Lock()
	defer b.mu.Unlock()
	_ = b.get() // want `this call waits for ever: get at line 60 locks b.mu, held since line 70; unlock it first, or call a variant that expects it locked`
}

//proof:by deeper
func viaTwo(b *box) int { return b.getDeeper() }

//proof:deadlock
func deeper() {
	b := new(box)
	b.in = new(box)
	b.mu.Lock()
	defer b.mu.Unlock()
	viaTwo(b) // want `viaTwo at line \d+ locks b.mu`
}

//proof:deadlock
func inLiteral() {
	b := new(box)
	b.mu.Lock()
	add := func() {
		b.mu.Lock() //proof:at
		b.n++
		b.mu.Unlock()
	}
	add() // want `a function literal at line 92 locks b.mu`
	b.mu.Unlock()
}

//proof:deadlock
func deferredFirst() {
	b := new(box)
	b.mu.Lock()
	defer b.mu.Unlock()
	defer b.getDeferred() // want `getDeferred at line \d+ locks b.mu`
}

//proof:by callback
func (b *box) each(f func(int)) {
	b.mu.Lock()
	defer b.mu.Unlock()
	f(b.n)
}

// row: M27
//
//proof:deadlock
func callback() {
	b := new(box)
	b.each(func(int) { // want `each at line \d+ locks b.mu`
		_ = b.getCallback()
	})
}

//proof:deadlock
func once() {
	var once sync.Once
	b := new(box)
	b.mu.Lock()
	defer b.mu.Unlock()
	once.Do(func() { b.getOnce() }) // want `Do at line \d+ locks b.mu`
}

type named struct {
	mu   sync.Mutex
	name string
}

//proof:by formatted
func (n *named) String() string {
	n.mu.Lock() //proof:at
	defer n.mu.Unlock()
	return n.name
}

// row: M08
//
//proof:deadlock
func formatted() {
	n := &named{name: "a"}
	n.mu.Lock()
	defer n.mu.Unlock()
	_ = fmt.Sprintf("in %v", n) // want `Sprintf at line 141 locks n.mu`
}

//proof:by flagRun
func (b *box) flag(lock bool) {
	if lock {
		b.mu.Lock() //proof:at
		defer b.mu.Unlock()
	}
	b.n++
}

//proof:deadlock
func flagRun() {
	b := new(box)
	b.mu.Lock()
	b.flag(true) // want `flag at line 159 locks b.mu`
	b.mu.Unlock()
}

//proof:by wrappers
func (b *box) lock() { b.mu.Lock() }

//proof:by wrappers
func (b *box) unlock() { b.mu.Unlock() }

//proof:deadlock
func wrappers() {
	b := new(box)
	b.lock()
	defer b.unlock()
	b.getWrappers() // want `getWrappers at line \d+ locks box.mu`
}

type embedded struct {
	sync.RWMutex
	n int
}

//proof:by promoted
func (e *embedded) notify() {
	e.RLock() //proof:at
	defer e.RUnlock()
}

//proof:deadlock
func promoted() {
	e := new(embedded)
	e.Lock()
	e.notify() // want `notify at line 194 locks e, held since line 201`
	e.Unlock()
}

type waiter struct {
	mu   sync.RWMutex
	cond *sync.Cond
}

//proof:by condRun
func newWaiter() *waiter {
	w := new(waiter)
	w.cond = sync.NewCond(&w.mu)
	return w
}

//proof:by condRun
func (w *waiter) wake() {
	w.cond.L.Lock()
	w.mu.Lock() // want `the goroutine holds w.cond.L since line 220`
	w.mu.Unlock()
	w.cond.L.Unlock()
}

//proof:deadlock
func condRun() { newWaiter().wake() }

//proof:deadlock
func methodValue() {
	b := new(box)
	lock := b.mu.Lock
	lock()
	b.mu.Lock() // want `the goroutine holds box.mu since line 233`
}

//proof:by deeper
func (b *box) getDeeper() int {
	b.mu.Lock() //proof:at
	defer b.mu.Unlock()
	return b.n
}

//proof:by deferredFirst
func (b *box) getDeferred() int {
	b.mu.Lock() //proof:at
	defer b.mu.Unlock()
	return b.n
}

//proof:by callback
func (b *box) getCallback() int {
	b.mu.Lock() //proof:at
	defer b.mu.Unlock()
	return b.n
}

//proof:by once
func (b *box) getOnce() int {
	b.mu.Lock() //proof:at
	defer b.mu.Unlock()
	return b.n
}

//proof:by wrappers
func (b *box) getWrappers() int {
	b.mu.Lock() //proof:at
	defer b.mu.Unlock()
	return b.n
}

// Through a value that holds a pointer to the lock's owner.

type handle struct {
	to  *owner
	tag int
}

type owner struct {
	mu sync.Mutex
	n  int
}

//proof:by handles
func (h handle) lock() { h.to.mu.Lock() }

//proof:by handles
func (h handle) get() int {
	h.to.mu.Lock() //proof:at
	defer h.to.mu.Unlock()
	return h.to.n
}

//proof:deadlock
func handles() {
	h := handle{to: new(owner)}
	h.tag++
	h.lock()
	h.get() // want `this call waits for ever: get at line \d+ locks h.to.mu, held since line \d+`
	h.to.mu.Unlock()
}

// A method of the object itself, kept in a field of it.

type notifier struct {
	mu     sync.Mutex
	n      int
	notify func()
}

//proof:by ownMethod
func newNotifier() *notifier {
	x := new(notifier)
	x.notify = x.bump
	return x
}

//proof:by ownMethod
func (x *notifier) bump() {
	x.mu.Lock() //proof:at
	x.n++
	x.mu.Unlock()
}

//proof:by ownMethod
func (x *notifier) set(n int) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.n = n
	x.notify() // want `locks x.mu, held since line \d+`
}

//proof:deadlock
func ownMethod() { newNotifier().set(1) }

type quoted struct {
	mu   sync.Mutex
	name string
}

//proof:by formattedBeside
func (q *quoted) String() string {
	q.mu.Lock() //proof:at
	defer q.mu.Unlock()
	return q.name
}

// The text of the second operand is asked for.
//
//proof:deadlock
func formattedBeside() {
	q := &quoted{name: "a"}
	q.mu.Lock()
	defer q.mu.Unlock()
	_ = fmt.Sprintf("%p is %q", q, q) // want `Sprintf at line \d+ locks q.mu`
}
