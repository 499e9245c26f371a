package copies

import (
	"sync"
	"unsafe"
)

func newCounter() counter     { return counter{n: 1} } // a new value
func newPointer() *counter    { return &counter{n: 1} }
func named() (c counter)      { c.n = 1; return }
func byPointer(c *counter)    { c.mu.Lock(); defer c.mu.Unlock(); c.n++ }
func byLocker(l sync.Locker)  { l.Lock(); l.Unlock() }
func (c *counter) increment() { byPointer(c) }

//proof:ok
func fresh() {
	c := newCounter()
	c = counter{n: 2}
	c = *newPointer() // may be new, go.dev/issue/16227
	d := named()
	c.increment()
	d.increment()
	byLocker(&c.mu)
}

//proof:ok
func pointers() {
	cs := []*counter{{}, {}}
	for _, c := range cs {
		c.increment()
	}
	values := make([]counter, 2)
	for i := range values {
		values[i].increment()
		p := &values[i]
		p.increment()
	}
	ch := make(chan *counter, 1)
	ch <- &values[0]
	(<-ch).increment()
}

type withLocker struct{ sync.Locker } // an interface

//proof:ok
func interfaces() {
	a := withLocker{new(sync.Mutex)}
	b := a
	b.Lock()
	a.Unlock()
}

//proof:ok
func typeOnly() {
	var locks [3]sync.Mutex
	if len(locks) != cap(locks[:]) || unsafe.Sizeof(locks) == 0 {
		panic("impossible")
	}
	for range locks {
	}
	for i := range locks {
		locks[i].Lock()
	}
}

type lockName struct{} // methods of the same names that are no Locker

func (lockName) Lock()         {}
func (lockName) Unlock()       {}
func (lockName) other() int    { return 0 }
func (lockName) Lock2(int) int { return 0 }

//proof:ok
func sameName() {
	a := lockName{}
	b := a
	b.Lock()
	a.Unlock()
}

//proof:ok
func closure() {
	var c counter
	inc := c.increment // a method value of a pointer method binds the address
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(inc)
		wg.Go(func() { c.increment() }) // captured by reference
	}
	wg.Wait()
	if c.n != 6 {
		panic("lost")
	}
}
