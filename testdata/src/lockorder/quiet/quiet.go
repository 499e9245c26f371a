// Package quiet looks the same and is right.
package quiet

import "sync"

type a struct {
	mu sync.Mutex
	b  *b
}

type b struct {
	mu sync.Mutex
	a  *a
	n  int
}

// The first lock is released before the second is taken.
//
//proof:by ab
func (x *a) dropped() {
	x.mu.Lock()
	b := x.b
	x.mu.Unlock()
	b.mu.Lock()
	b.n++
	b.mu.Unlock()
}

//proof:by ab
func (y *b) both() {
	y.mu.Lock()
	defer y.mu.Unlock()
	y.a.mu.Lock()
	defer y.a.mu.Unlock()
}

// The callee releases the lock that its caller holds.
//
//proof:by ab
func (x *a) pause() {
	x.mu.Unlock()
	x.b.mu.Lock()
	x.b.mu.Unlock()
	x.mu.Lock()
}

//proof:by ab
func (x *a) callsPause() {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.pause()
}

// It does not wait.
//
//proof:by ab
func (x *a) tries() {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.b.mu.TryLock() {
		x.b.mu.Unlock()
	}
}

// Another goroutine takes it, without the first.
//
//proof:by ab
func (x *a) spawns() {
	x.mu.Lock()
	defer x.mu.Unlock()
	go x.b.touch()
}

//proof:by ab
func (y *b) touch() {
	y.mu.Lock()
	y.n++
	y.mu.Unlock()
}

// Nobody else has the new object.
//
//proof:by ab
func (x *a) fresh() *b {
	x.mu.Lock()
	defer x.mu.Unlock()
	y := new(b)
	y.mu.Lock()
	y.n = 1
	y.mu.Unlock()
	return y
}

// A parameter says whether to lock.
//
//proof:by ab
func (y *b) set(lock bool) {
	if lock {
		y.mu.Lock()
		defer y.mu.Unlock()
	}
	y.n++
}

//proof:by ab
func (x *a) callsSet() {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.b.set(false)
}

//proof:ok
func ab() {
	x := new(a)
	x.b = &b{a: x}
	x.dropped()
	x.b.both()
	x.callsPause()
	x.tries()
	x.spawns()
	_ = x.fresh()
	x.b.set(true)
	x.callsSet()
}

// A third lock keeps the two orders apart.

type gated struct {
	gate sync.Mutex
	p    struct{ mu sync.Mutex }
	c    child
}

type child struct{ mu sync.Mutex }

//proof:ok
func gates() {
	g := new(gated)
	g.down()
	g.up()
	g.indirect()
}

//proof:by gates
func (g *gated) down() {
	g.gate.Lock()
	defer g.gate.Unlock()
	g.p.mu.Lock()
	g.c.mu.Lock()
	g.c.mu.Unlock()
	g.p.mu.Unlock()
}

//proof:by gates
func (g *gated) up() {
	g.gate.Lock()
	defer g.gate.Unlock()
	g.upLocked()
}

//proof:by gates
func (g *gated) indirect() {
	g.gate.Lock()
	g.upLocked()
	g.gate.Unlock()
}

// All its callers hold the gate.
//
//proof:by gates
func (g *gated) upLocked() {
	g.c.mu.Lock()
	g.p.mu.Lock()
	g.p.mu.Unlock()
	g.c.mu.Unlock()
}

// Readers don't exclude each other.

type readers struct {
	x struct{ rw sync.RWMutex }
	y readOnly
}

type readOnly struct{ rw sync.RWMutex }

//proof:by read
func (r *readers) xy() {
	r.x.rw.RLock()
	defer r.x.rw.RUnlock()
	r.y.rw.RLock()
	defer r.y.rw.RUnlock()
}

//proof:by read
func (r *readers) yx() {
	r.y.rw.RLock()
	defer r.y.rw.RUnlock()
	r.x.rw.RLock()
	defer r.x.rw.RUnlock()
}

//proof:ok
func read() {
	r := new(readers)
	r.xy()
	r.yx()
}

// Locks of one class, by address or by generation.

type node struct {
	mu       sync.Mutex
	parent   *node
	children []*node
}

//proof:ok
func tree() {
	n := &node{parent: new(node)}
	n.parent.children = []*node{n}
	n.parent.walk()
	n.leave()
}

//proof:by tree
func (n *node) walk() {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, c := range n.children {
		c.walk()
	}
}

//proof:by tree
func (n *node) leave() {
	n.parent.mu.Lock()
	defer n.parent.mu.Unlock()
	n.mu.Lock()
	defer n.mu.Unlock()
}

// The same order everywhere, through a method value and an alias.

type alias = a

//proof:ok
func sameOrder() {
	x := &alias{b: new(b)}
	x.mu.Lock()
	f := x.b.touch
	f()
	x.mu.Unlock()
	for range seq {
		x.mu.Lock()
		x.mu.Unlock()
	}
}

//proof:by sameOrder
func seq(yield func() bool) { yield() }

// The lock that is kept from one call to the other is taken by the first who comes and released by the last.

type shared struct {
	mu    sync.Mutex
	users int
	big   sync.Mutex
}

//proof:by counted
func (s *shared) acquire() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.users == 0 {
		s.big.Lock()
	}
	s.users++
}

//proof:by counted
func (s *shared) release() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.users--
	if s.users == 0 {
		s.big.Unlock()
	}
}

//proof:ok
func counted() {
	s := new(shared)
	s.acquire()
	s.acquire()
	s.release()
	s.release()
}

// Two locks of one class, in one object: which is which the class does not say.

type half struct{ sync.Mutex }

type duplex struct {
	mu      sync.Mutex
	in, out half
}

//proof:ok
func halves() {
	d := new(duplex)
	d.read()
	d.write()
}

//proof:by halves
func (d *duplex) read() {
	d.in.Lock()
	defer d.in.Unlock()
	d.mu.Lock()
	d.mu.Unlock()
}

//proof:by halves
func (d *duplex) write() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.out.Lock()
	d.out.Unlock()
}
