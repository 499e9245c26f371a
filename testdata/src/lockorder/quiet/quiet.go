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

// The circle of three has a gate: who comes in has taken it.

type ring struct {
	gate    sync.Mutex
	x, y, z struct{ p, q, r sync.Mutex }
}

//proof:by rings
func (g *ring) pq() {
	g.gate.Lock()
	defer g.gate.Unlock()
	g.x.p.Lock()
	g.x.q.Lock()
	g.x.q.Unlock()
	g.x.p.Unlock()
}

//proof:by rings
func (g *ring) qr() {
	g.gate.Lock()
	defer g.gate.Unlock()
	g.x.q.Lock()
	g.x.r.Lock()
	g.x.r.Unlock()
	g.x.q.Unlock()
}

//proof:by rings
func (g *ring) rp() {
	g.x.r.Lock()
	g.x.p.Lock()
	g.x.p.Unlock()
	g.x.r.Unlock()
}

//proof:ok
func rings() {
	g := new(ring)
	g.pq()
	g.qr()
	g.rp()
}

// Whether the first lock is held the callee's error does not say.

type logs struct {
	mu   sync.Mutex
	file *file
	bad  int
}

type file struct {
	mu   sync.RWMutex
	logs *logs
	gone bool
	size int
}

type failed struct{}

func (failed) Error() string { return "failed" }

//proof:by errors
func (l *logs) open() (*file, error) {
	if l.file.gone {
		return nil, failed{}
	}
	l.file.mu.RLock()
	return l.file, nil
}

//proof:by errors
func (l *logs) read(n int) (*file, error) {
	f, err := l.open()
	if err != nil {
		return nil, err
	}
	if n > f.size {
		return f, failed{}
	}
	return f, nil
}

//proof:by errors
func (l *logs) get(n int) {
	f, err := l.read(n)
	if err != nil {
		l.count()
	}
	if f != nil {
		f.mu.RUnlock()
	}
}

//proof:by errors
func (l *logs) count() {
	l.mu.Lock()
	l.bad++
	l.mu.Unlock()
}

//proof:by errors
func (l *logs) drop() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.file.mu.Lock()
	l.file.gone = true
	l.file.mu.Unlock()
}

//proof:ok
func errors() {
	l := &logs{file: &file{size: 1}}
	l.get(0)
	l.get(2)
	l.drop()
	l.get(0)
}

// It only waits to say what is wrong, and panics.

type stream struct {
	mu   sync.Mutex
	conn *link
	busy bool
}

type link struct {
	mu     sync.Mutex
	stream *stream
	closed bool
}

//proof:by panics
func (s *stream) next() {
	s.mu.Lock()
	if s.busy {
		closed := s.conn.isClosed()
		s.mu.Unlock()
		if closed {
			panic("read after close")
		}
		panic("two reads at once")
	}
	s.mu.Unlock()
}

//proof:by panics
func (c *link) isClosed() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.closed
}

//proof:by panics
func (c *link) close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.closed = true
	c.stream.mu.Lock()
	c.stream.busy = true
	c.stream.mu.Unlock()
}

//proof:ok
func panics() {
	s := &stream{conn: new(link)}
	s.conn.stream = s
	s.next()
	s.conn.close()
	defer func() { _ = recover() }()
	s.next()
}

// A flag of the object says whether the callee takes the lock.

type store struct {
	mu   sync.Mutex
	maps sync.RWMutex
	n    int
}

type txn struct {
	store  *store
	writes bool
}

//proof:by flags
func (s *store) begin() *txn {
	s.maps.RLock()
	return &txn{store: s}
}

//proof:by flags
func (t *txn) end() {
	if t.writes {
		t.store.mu.Lock()
		t.store.n++
		t.store.mu.Unlock()
	}
}

//proof:by flags
func (s *store) view() {
	t := s.begin()
	t.end()
	s.maps.RUnlock()
}

//proof:by flags
func (s *store) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.maps.Lock()
	s.maps.Unlock()
}

//proof:ok
func flags() {
	s := new(store)
	s.view()
	(&txn{store: s, writes: true}).end()
	s.close()
}

// One goroutine, of which each object has one, takes both orders.

type loop struct {
	events chan int
	done   chan bool
	in     sync.Mutex
	out    outbox
}

type outbox struct{ mu sync.Mutex }

//proof:by loops
func (l *loop) run() {
	for e := range l.events {
		if e > 0 {
			l.send()
		} else {
			l.reset()
		}
	}
	l.done <- true
}

//proof:by loops
func (l *loop) send() {
	l.in.Lock()
	defer l.in.Unlock()
	l.out.mu.Lock()
	l.out.mu.Unlock()
}

//proof:by loops
func (l *loop) reset() {
	l.out.mu.Lock()
	defer l.out.mu.Unlock()
	l.in.Lock()
	l.in.Unlock()
}

//proof:ok
func loops() {
	l := &loop{events: make(chan int), done: make(chan bool)}
	go l.run()
	l.events <- 1
	l.events <- 0
	close(l.events)
	<-l.done
}

// The object that is locked second is a new one, which nobody else waits for.

type channel struct {
	mu      sync.Mutex
	active  *instance
	opening *instance
}

type instance struct {
	mu sync.Mutex
	n  int
}

//proof:by renews
func newInstance() *instance { return &instance{n: 1} }

//proof:by renews
func (c *channel) open() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.opening = newInstance()
	c.opening.send()
	c.active = c.opening
}

//proof:by renews
func (x *instance) send() {
	x.mu.Lock()
	x.n++
	x.mu.Unlock()
}

//proof:by renews
func (c *channel) renew(x *instance) {
	x.mu.Lock()
	defer x.mu.Unlock()
	c.open()
}

//proof:ok
func renews() {
	c := new(channel)
	c.open()
	var wg sync.WaitGroup
	x := c.active
	wg.Go(func() { c.renew(x) })
	wg.Go(c.open)
	wg.Wait()
}

// The loop that takes them the other way round has ended.

type trunk struct {
	mu    sync.Mutex
	lanes []*lane
	ended chan struct{}
}

type lane struct {
	mu    sync.Mutex
	trunk *trunk
}

//proof:by ends
func (s *trunk) loop(frames []*lane) {
	defer close(s.ended)
	for _, x := range frames {
		x.frame()
	}
}

//proof:by ends
func (x *lane) frame() {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.trunk.mu.Lock()
	x.trunk.lanes = append(x.trunk.lanes, x)
	x.trunk.mu.Unlock()
}

//proof:by ends
func (s *trunk) close() {
	<-s.ended
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, x := range s.lanes {
		x.mu.Lock()
		x.trunk = nil
		x.mu.Unlock()
	}
}

//proof:ok
func ends() {
	s := &trunk{ended: make(chan struct{})}
	go s.loop([]*lane{{trunk: s}, {trunk: s}})
	s.close()
}

// A lock of an object from a map, while arguments and lists are made.

type broker struct {
	mu    sync.Mutex
	conns map[string]*client
}

type client struct {
	mu      sync.Mutex
	entries map[*entry]bool
}

type entry struct{ name string }

//proof:by unsubscribes
func (b *broker) unsubscribe(name string) int {
	b.mu.Lock()
	defer b.mu.Unlock()
	c := b.conns[name]
	c.mu.Lock()
	defer c.mu.Unlock()
	remove := func(e *entry) { delete(c.entries, e) }
	var all []*entry
	for e := range c.entries {
		all = append(all, e)
	}
	for _, e := range all {
		remove(e)
	}
	return len(c.entries)
}

//proof:by unsubscribes
func (b *broker) subscribe(name string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	c := b.conns[name]
	c.mu.Lock()
	defer c.mu.Unlock()
	c.entries[&entry{name}] = true
}

//proof:ok
func unsubscribes() {
	b := &broker{conns: map[string]*client{"a": {entries: make(map[*entry]bool)}}}
	b.subscribe("a")
	b.unsubscribe("a")
}

// The steps of a negotiation are called one after the other.

type session struct {
	in, out sync.Mutex
	steps   int
}

type feature struct {
	name      string
	negotiate func(*session)
}

//proof:by negotiation
func bind() feature {
	return feature{name: "bind", negotiate: func(s *session) {
		s.in.Lock()
		defer s.in.Unlock()
		s.out.Lock()
		defer s.out.Unlock()
		s.steps++
	}}
}

//proof:by negotiation
func login() feature {
	return feature{name: "login", negotiate: func(s *session) { s.login() }}
}

//proof:by negotiation
func (s *session) login() {
	s.out.Lock()
	defer s.out.Unlock()
	s.in.Lock()
	defer s.in.Unlock()
	s.steps++
}

//proof:by negotiation
func (s *session) negotiate(features ...feature) {
	for _, f := range features {
		f.negotiate(s)
	}
}

//proof:ok
func negotiation() {
	for range 10 {
		s := new(session)
		s.negotiate(login(), bind())
		if s.steps != 2 {
			panic("a step is missing")
		}
	}
}
