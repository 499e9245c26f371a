// Package quiet looks the same and is right.
package quiet

import (
	"errors"
	"iter"
	"log"
	"sync"
	"time"
)

type box struct {
	mu     sync.Mutex
	rw     sync.RWMutex
	closed bool
	n      int
	other  *box
}

var errClosed = errors.New("closed")

//proof:ok
func deferred() {
	b := new(box)
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed {
		return
	}
	b.n++
}

// unlocks, calls, locks: the caller holds it.
//
//proof:by callerHolds
func (b *box) pause() {
	b.mu.Unlock()
	time.Sleep(time.Microsecond)
	b.mu.Lock()
}

//proof:ok
func callerHolds() {
	b := new(box)
	b.mu.Lock()
	b.pause()
	b.mu.Unlock()
}

//proof:by conditionalRun
func (b *box) conditional(lock bool) {
	if lock {
		b.mu.Lock()
	}
	b.n++
	if lock {
		b.mu.Unlock()
	}
}

//proof:by conditionalRun
func (b *box) conditionalDefer(write bool) {
	if write {
		b.rw.Lock()
		defer b.rw.Unlock()
	} else {
		b.rw.RLock()
		defer b.rw.RUnlock()
	}
	b.n++
}

//proof:by conditionalRun
func (b *box) conditionalLiteral(write bool) {
	if write {
		b.rw.Lock()
	} else {
		b.rw.RLock()
	}
	defer func() {
		if write {
			b.rw.Unlock()
		} else {
			b.rw.RUnlock()
		}
	}()
	_ = b.n
}

//proof:by conditionalRun
func (b *box) flagged() {
	locked := false
	if b.n > 0 {
		b.mu.Lock()
		locked = true
	}
	b.n++
	if locked {
		b.mu.Unlock()
	}
}

//proof:ok
func conditionalRun() {
	for n := range 2 {
		b := &box{n: n}
		b.conditional(n == 1)
		b.conditionalDefer(n == 1)
		b.conditionalLiteral(n == 1)
		b.flagged()
		b.mu.Lock()
		b.mu.Unlock()
		b.rw.Lock()
		b.rw.Unlock()
	}
}

// It returns the lock held when it succeeds.
//
//proof:by enterAndLeave
func (b *box) enter() error {
	b.mu.Lock()
	if b.closed {
		b.mu.Unlock()
		return errClosed
	}
	return nil
}

//proof:by enterAndLeave
func (b *box) leave() { b.mu.Unlock() }

//proof:ok
func enterAndLeave() {
	b := new(box)
	if err := b.enter(); err != nil {
		return
	}
	b.leave()
	b.closed = true
	if b.enter() == nil {
		b.leave()
	}
}

//proof:by returned
func (b *box) hold() func() {
	b.mu.Lock()
	if b.closed {
		b.mu.Unlock()
		return nil
	}
	return b.mu.Unlock
}

//proof:by returned
func (b *box) holdLiteral() (release func()) {
	b.mu.Lock()
	if b.closed {
		b.mu.Unlock()
		return func() {}
	}
	return func() { b.mu.Unlock() }
}

//proof:ok
func returned() {
	b := new(box)
	b.hold()()
	b.holdLiteral()()
}

//proof:ok
func goroutineUnlocks() {
	b := new(box)
	done := make(chan bool)
	b.mu.Lock()
	if !b.closed {
		go func() {
			defer close(done)
			defer b.mu.Unlock()
			b.n++
		}()
		<-done
		return
	}
	b.mu.Unlock()
}

//proof:ok
func methodValue() {
	b := new(box)
	b.rw.RLock()
	unlock := b.rw.RUnlock
	if b.closed {
		unlock()
		return
	}
	unlock()
}

//proof:none it ends the process
func fails() {
	b := new(box)
	b.mu.Lock()
	if b.n == 0 {
		log.Fatal("no n")
	}
	b.mu.Unlock()
}

//proof:ok
func naked() {
	b := new(box)
	_ = func() (n int) {
		b.mu.Lock()
		if n = b.n; n == 0 {
			goto out
		}
		n++
	out:
		b.mu.Unlock()
		return
	}()
}

//proof:ok
func barrier() {
	b := new(box)
	b.mu.Lock()
	b.mu.Unlock()
}

type all struct{ boxes []*box }

// All of them are locked, then all of them are unlocked.
//
//proof:by everyBox
func (a *all) sum() (n int) {
	for _, b := range a.boxes {
		b.mu.Lock()
		if b.closed {
			continue
		}
		n += b.n
	}
	for _, b := range a.boxes {
		b.mu.Unlock()
	}
	return n
}

//proof:ok
func everyBox() {
	a := &all{boxes: []*box{{n: 1}, {closed: true}}}
	a.sum()
	a.sum()
}

// One lock is taken before the other is released.
//
//proof:by handOverHand
func (b *box) last() *box {
	b.mu.Lock()
	for b.other != nil {
		next := b.other
		next.mu.Lock()
		b.mu.Unlock()
		b = next
	}
	b.mu.Unlock()
	return b
}

//proof:ok
func handOverHand() {
	b := &box{other: &box{other: new(box)}}
	b.last()
	b.last()
}

//proof:by rangeOver
func (b *box) values() iter.Seq[int] {
	return func(yield func(int) bool) {
		b.mu.Lock()
		defer b.mu.Unlock()
		for i := range b.n {
			if !yield(i) {
				return
			}
		}
	}
}

//proof:ok
func rangeOver() {
	b := &box{n: 3}
	for i := range b.values() {
		if i == 1 {
			break
		}
	}
	b.mu.Lock()
	b.mu.Unlock()
}

type notALock struct{ n int }

//proof:by otherType
func (l *notALock) Lock() { l.n++ }

//proof:by otherType
func (l *notALock) Unlock() { l.n-- }

//proof:ok
func otherType() {
	var l notALock
	l.Lock()
	if l.n > 0 {
		return
	}
	l.Unlock()
}

type alias = box

//proof:ok
func ownership() {
	b := new(alias)
	b.mu.Lock()
	boxes := make(chan *box, 1)
	if !b.closed {
		boxes <- b // the receiver unlocks it
		(<-boxes).mu.Unlock()
		return
	}
	b.mu.Unlock()
}

//proof:ok
func tryLock() {
	b := new(box)
	if !b.mu.TryLock() {
		return
	}
	b.mu.Unlock()
}

// The result says whether the lock is held, and the value that is returned has it.

type lease struct{ b *box }

//proof:by leases
func (b *box) lease() (lease, bool) {
	b.mu.Lock()
	l, ok := b.begin()
	if !ok {
		b.mu.Unlock()
	}
	return l, ok
}

//proof:by leases
func (b *box) begin() (lease, bool) { return lease{b}, !b.closed }

//proof:by leases
func (l lease) end() { l.b.mu.Unlock() }

//proof:ok
func leases() {
	b := new(box)
	if l, ok := b.lease(); ok {
		l.end()
	}
	b.closed = true
	if l, ok := b.lease(); ok {
		l.end()
	}
}

// Elements and objects that are released again.

type cell struct {
	mu sync.Mutex
	n  int
}

//proof:ok
func elements() {
	cells := make([]cell, 3)
	for i := range cells {
		cells[i].mu.Lock()
		cells[i].n++
		cells[i].mu.Unlock()
	}
	for i := range cells {
		cells[i].mu.Lock()
	}
	for i := range cells {
		cells[i].mu.Unlock()
	}
}

//proof:ok
func replaced() {
	cells := []*cell{new(cell), new(cell)}
	i := len(cells) - 1
	cells[i].mu.Lock()
	old := cells[i]
	cells[i] = new(cell)
	old.mu.Unlock()
	cells[i].mu.Lock()
	cells[i].mu.Unlock()
}

//proof:ok
func looked() {
	byName := map[string]*cell{"a": new(cell), "b": new(cell)}
	for _, k := range []string{"a", "b"} {
		byName[k].mu.Lock()
		byName[k].n++
		byName[k].mu.Unlock()
	}
}

//proof:by crabs
func (c *chained) last() *chained {
	c.mu.Lock()
	for c.next != nil {
		next := c.next
		next.mu.Lock()
		c.mu.Unlock()
		c = next
	}
	c.mu.Unlock()
	return c
}

type chained struct {
	mu   sync.Mutex
	next *chained
}

//proof:ok
func crabs() {
	c := &chained{next: &chained{next: new(chained)}}
	c.last()
	c.last()
}

type reader struct {
	mu   sync.Mutex
	left []string
}

//proof:by closed
func (r *reader) next() (string, error) {
	for {
		r.mu.Lock()
		if len(r.left) == 0 {
			// Do not unlock if the stream is closed, to
			// prevent further reading.
			return "", errors.New("closed")
		}
		s := r.left[0]
		r.left = r.left[1:]
		r.mu.Unlock()
		if s != "" {
			return s, nil
		}
	}
}

//proof:ok
func closed() {
	r := &reader{left: []string{"", "a"}}
	r.next()
	r.next()
	if r.mu.TryLock() {
		panic("unlocked")
	}
}
