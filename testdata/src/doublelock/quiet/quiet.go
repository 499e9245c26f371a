// Package quiet looks the same and is right.
package quiet

import (
	"fmt"
	"sync"
)

type box struct {
	mu       sync.Mutex
	rw       sync.RWMutex
	n        int
	in       *box
	children []*box
}

//proof:by others
func (b *box) get() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.n
}

// An unlock comes in between.
//
//proof:ok
func dropped() {
	b := new(box)
	b.mu.Lock()
	b.n++
	b.mu.Unlock()
	_ = b.get()
}

// The locks are two.
//
//proof:ok
func others() {
	b := &box{in: new(box)}
	b.mu.Lock()
	defer b.mu.Unlock()
	_ = b.in.get()
	b.children = append(b.children, b.in)
	for _, c := range b.children {
		_ = c.get()
	}
}

//proof:by unlocksItself
func (b *box) flush() {
	b.mu.Unlock()
	b.get()
	b.mu.Lock()
}

//proof:ok
func unlocksItself() {
	b := new(box)
	b.mu.Lock()
	b.flush()
	b.mu.Unlock()
}

//proof:ok
func goroutine() {
	b := new(box)
	done := make(chan bool)
	b.mu.Lock()
	go func() {
		b.get()
		close(done)
	}()
	b.mu.Unlock()
	<-done
}

//proof:ok
func later() {
	b := new(box)
	b.mu.Lock()
	f := func() { b.get() }
	b.mu.Unlock()
	f()
}

//proof:ok
func tries() {
	b := new(box)
	b.mu.Lock()
	if b.mu.TryLock() {
		b.mu.Unlock()
	}
	b.mu.Unlock()
}

//proof:by flagRun
func (b *box) flag(lock bool) {
	if lock {
		b.mu.Lock()
		defer b.mu.Unlock()
	}
	b.n++
}

//proof:ok
func flagRun() {
	b := new(box)
	b.flag(true)
	b.mu.Lock()
	b.flag(false)
	b.mu.Unlock()
}

type readers struct{ rw sync.RWMutex }

// Nobody ever writes.
//
//proof:ok
func onlyReaders() {
	var r readers
	r.rw.RLock()
	r.rw.RLock()
	r.rw.RUnlock()
	r.rw.RUnlock()
}

//proof:ok
func next() {
	b := &box{in: &box{in: new(box)}}
	b.mu.Lock()
	cur := b
	for cur.in != nil {
		in := cur.in
		in.mu.Lock()
		cur.mu.Unlock()
		cur = in
	}
	cur.mu.Unlock()
}

//proof:ok
func moved() {
	b := &box{in: new(box)}
	b.in.mu.Lock()
	old := b.in
	b.in = new(box)
	b.in.mu.Lock()
	b.in.mu.Unlock()
	old.mu.Unlock()
}

//proof:ok
func perIteration() {
	for range 2 {
		var mu sync.Mutex
		mu.Lock()
		defer mu.Unlock()
	}
}

type plain struct {
	mu   sync.Mutex
	name string
}

//proof:ok
func formats() {
	p := &plain{name: "a"}
	p.mu.Lock()
	_ = fmt.Sprint("name ", p.name)
	p.mu.Unlock()
}

type alias = box

//proof:ok
func deferredLast() {
	b := new(alias)
	defer b.get()
	b.mu.Lock()
	defer b.mu.Unlock()
}

// The lock is released by a value that holds a pointer to it.

type entry struct {
	mu sync.Mutex
	n  int
}

type token struct {
	of *entry
	n  int
}

//proof:by tokens
func (x *entry) begin() (token, bool) {
	x.mu.Lock()
	t, ok := x.open()
	if !ok {
		x.mu.Unlock()
	}
	return t, ok
}

//proof:by tokens
func (x *entry) open() (token, bool) {
	if x.n > 9 {
		return token{}, false
	}
	return token{of: x, n: x.n}, true
}

//proof:by tokens
func (t token) end() {
	n := t.n
	t.of.n = n + 1
	t.of.mu.Unlock()
}

//proof:by tokens
func (x *entry) add() {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.n++
}

//proof:ok
func tokens() {
	var x entry
	t, ok := x.begin()
	if !ok {
		panic("it is open")
	}
	t.end()
	x.add()
	if t, ok := x.begin(); ok {
		use(t)
		t.end()
	}
	x.add()
}

//proof:by tokens
func use(t token) { t.of.n++ }

type fast struct {
	mu    sync.Mutex
	ready bool
}

//proof:by fastPath
func (f *fast) get() bool {
	for !f.ready {
		f.mu.Lock()
		f.ready = true
		f.mu.Unlock()
	}
	return f.ready
}

//proof:ok
func fastPath() { new(fast).get() }

// The field holds the method of another object.

type sink struct {
	mu   sync.Mutex
	next func()
}

//proof:by othersMethod
func (s *sink) flush() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.next != nil {
		s.next()
	}
}

//proof:ok
func othersMethod() {
	a, b := new(sink), new(sink)
	a.next = b.flush
	a.flush()
}

// Two types have fields of one name, and meet in an interface: the lock that one of them takes is not that of the other.

type named interface{ Name() string }

type public struct {
	mu   sync.RWMutex
	name string
}

type private struct {
	mu           sync.RWMutex
	name, secret string
}

//proof:by twoTypes
func (k *public) Name() string { return k.name }

//proof:by twoTypes
func (k *private) Name() string { return k.name }

//proof:by twoTypes
func (k *private) Secret() string {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.secret
}

//proof:by twoTypes
func valid(k named) bool {
	if s, ok := k.(interface{ Secret() string }); ok && s.Secret() == "" {
		return false
	}
	return k.Name() != ""
}

//proof:by twoTypes
func (k *public) Valid() bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	return valid(k)
}

//proof:by twoTypes
func (k *private) Valid() bool { return valid(k) }

//proof:ok
func twoTypes() {
	a, b := &public{name: "a"}, &private{name: "b", secret: "c"}
	if !a.Valid() || !b.Valid() {
		panic("a key is not valid")
	}
}
