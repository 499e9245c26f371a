// Package kept keeps locks.
package kept

import (
	"errors"
	"os"
	"sync"
)

type box struct {
	mu     sync.Mutex
	rw     sync.RWMutex
	closed bool
	n      int
}

var errClosed = errors.New("closed")

// row: M05
//
//proof:by leakError
func (b *box) put(n int) error {
	b.mu.Lock() // want `b.mu stays locked on the return at line 25, so the next Lock waits for ever: unlock it there, or in a defer`
	if b.closed {
		return errClosed
	}
	b.n = n
	b.mu.Unlock()
	return nil
}

//proof:deadlock
func leakError() {
	b := &box{closed: true}
	b.put(1)
	b.mu.Lock() //proof:at
}

//proof:by leakRead
func (b *box) read() int {
	b.rw.RLock() // want `b.rw stays locked on the return at line 43, so the next Lock`
	if b.closed {
		return 0
	}
	n := b.n
	b.rw.RUnlock()
	return n
}

//proof:deadlock
func leakRead() {
	b := &box{closed: true}
	b.read()
	b.rw.Lock() //proof:at
}

type embedded struct {
	sync.Mutex
	n int
}

//proof:by leakEmbedded
func (e *embedded) clean() error {
	e.Lock() // want `e stays locked on the return at line 66`
	if e.n == 0 {
		return nil
	}
	e.Unlock()
	return errClosed
}

//proof:deadlock
func leakEmbedded() {
	e := new(embedded)
	e.clean()
	e.Lock() //proof:at
}

// row: M05
//
//proof:by leakBreak
func (b *box) wait() {
	for {
		b.mu.Lock() // want `b.mu stays locked on the return at line 90`
		if b.closed {
			break
		}
		b.mu.Unlock()
	}
}

//proof:deadlock
func leakBreak() {
	b := &box{closed: true}
	b.wait()
	b.mu.Lock() //proof:at
}

//proof:deadlock
func leakLiteral() {
	b := &box{closed: true}
	update := func() {
		b.mu.Lock() // want `b.mu stays locked on the return at line 105`
		if b.closed {
			return
		}
		b.mu.Unlock()
	}
	update()
	b.mu.Lock() //proof:at
}

var global sync.Mutex

// row: M05
//
//proof:by leakGlobal
func setGlobal(path string) error {
	global.Lock() // want `global stays locked on the return at line 122`
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer global.Unlock()
	return f.Close()
}

//proof:deadlock
func leakGlobal() {
	setGlobal("/does/not/exist")
	global.Lock() //proof:at
}

//proof:by leakTry
func (b *box) try() {
	if b.mu.TryLock() { // want `b.mu stays locked on the return at line 138`
		if b.closed {
			return
		}
		b.mu.Unlock()
	}
}

//proof:deadlock
func leakTry() {
	b := &box{closed: true}
	b.try()
	b.mu.Lock() //proof:at
}

//proof:deadlock
func leakContinue() {
	b := new(box)
	for _, n := range []int{0, 1} {
		b.mu.Lock() // want `this Lock waits for ever in the next iteration: b.mu is still locked on the path through line 156`
		if n == 0 {
			continue
		}
		b.mu.Unlock()
	}
}

// row: M21
//
//proof:deadlock
func deferInLoop() {
	b := new(box)
	for range 2 {
		b.mu.Lock() // want `this Lock waits for ever in the next iteration`
		defer b.mu.Unlock()
	}
}

//proof:by leakSwitch
func (b *box) kind(k int) string {
	b.mu.Lock() // want `b.mu stays locked on the return at line 182`
	switch k {
	case 0:
		b.mu.Unlock()
		return "none"
	case 1:
		return "one"
	}
	b.mu.Unlock()
	return "many"
}

//proof:deadlock
func leakSwitch() {
	b := new(box)
	b.kind(1)
	b.mu.Lock() //proof:at
}

//proof:by leakLocker
func withLocker(l sync.Locker, fail bool) error {
	l.Lock() // want `l stays locked on the return at line 199`
	if fail {
		return errClosed
	}
	l.Unlock()
	return nil
}

//proof:deadlock
func leakLocker() {
	var mu sync.Mutex
	withLocker(&mu, true)
	mu.Lock() //proof:at
}
