// Package inverted takes two locks in both orders.
package inverted

import (
	"sync"
	"time"
)

// pause lets the other goroutine take its first lock.
func pause() { time.Sleep(20 * time.Millisecond) }

type server struct {
	mu    sync.Mutex
	conns map[*conn]bool
}

type conn struct {
	mu     sync.Mutex
	server *server
	closed bool
}

//proof:by direct
func (s *server) closeAll(c *conn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	pause()
	c.mu.Lock() // want `conn.mu is taken here with server.mu held, and at line 38 the other way round: two goroutines can wait for each other for ever; choose one order`
	c.closed = true
	c.mu.Unlock()
}

//proof:by direct
func (c *conn) close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	pause()
	c.server.mu.Lock() //proof:at
	delete(c.server.conns, c)
	c.server.mu.Unlock()
}

// row: M18
//
//proof:leak
func direct() {
	s := &server{conns: make(map[*conn]bool)}
	c := &conn{server: s}
	go s.closeAll(c)
	go c.close()
}

// Through calls, on both ways, and with a helper that takes the lock.

type store struct {
	sync.RWMutex
	index *index
}

type index struct {
	rw    sync.RWMutex
	store *store
}

//proof:by calls
func (s *store) lock() { s.Lock() }

//proof:by calls
func (s *store) put() {
	s.lock()
	defer s.Unlock()
	pause()
	s.index.add() // want `index.rw is taken here with store held, and at line \d+ the other way round`
}

//proof:by calls
func (x *index) add() {
	x.rw.Lock() //proof:at
	defer x.rw.Unlock()
}

//proof:by calls
func (x *index) rebuild() {
	x.rw.RLock()
	defer x.rw.RUnlock()
	pause()
	x.each(func() {})
}

//proof:by calls
func (x *index) each(f func()) {
	x.store.RLock() //proof:at
	defer x.store.RUnlock()
	f()
}

//proof:leak
func calls() {
	s := new(store)
	s.index = &index{store: s}
	go s.put()
	go s.index.rebuild()
}

// Through a function that is kept in a field.

type cacher struct {
	mu    sync.Mutex
	watch *watch
}

type watch struct {
	mu      sync.Mutex
	onEvent func()
}

//proof:by stored
func (w *watch) event() {
	w.mu.Lock()
	defer w.mu.Unlock()
	pause()
	w.onEvent() // want `cacher.mu is taken here with watch.mu held, and at line \d+ the other way round`
}

//proof:by stored
func (c *cacher) process() {
	c.mu.Lock() //proof:at
	defer c.mu.Unlock()
}

//proof:by stored
func (c *cacher) start() {
	c.mu.Lock()
	defer c.mu.Unlock()
	pause()
	c.watch.replace()
}

//proof:by stored
func (w *watch) replace() {
	w.mu.Lock() //proof:at
	defer w.mu.Unlock()
}

//proof:leak
func stored() {
	c := &cacher{watch: new(watch)}
	c.watch.onEvent = c.process
	go c.start()
	go c.watch.event()
}

// One of many locks is kept; to release it another lock is needed.

type perKey struct {
	mu sync.Mutex
	m  map[string]*sync.Mutex
}

//proof:by keyed
func (p *perKey) lock(key string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.m[key] == nil {
		p.m[key] = new(sync.Mutex)
	}
	p.m[key].Lock() // want `perKey.m is taken here with perKey.mu held, and at line \d+ the other way round`
}

//proof:by keyed
func (p *perKey) unlock(key string) {
	p.mu.Lock() //proof:at
	defer p.mu.Unlock()
	p.m[key].Unlock()
}

//proof:leak
func keyed() {
	p := &perKey{m: make(map[string]*sync.Mutex)}
	p.lock("a")
	go p.lock("a")
	go func() {
		pause()
		p.unlock("a")
	}()
}

var (
	first, second sync.Mutex
)

//proof:by globals
func one() {
	first.Lock()
	defer first.Unlock()
	pause()
	second.Lock() // want `second is taken here with first held`
	defer second.Unlock()
}

//proof:by globals
func two() {
	second.Lock()
	defer second.Unlock()
	func() {
		pause()
		first.Lock() //proof:at
		defer first.Unlock()
	}()
}

//proof:deadlock
func globals() {
	go one()
	two()
}

// A circle of three.

type shop struct {
	mu    sync.Mutex
	stock *stock
}

type stock struct {
	mu    sync.Mutex
	bills *bills
}

type bills struct {
	mu   sync.Mutex
	shop *shop
}

//proof:by circle
func (s *shop) sell() {
	s.mu.Lock()
	defer s.mu.Unlock()
	pause()
	s.stock.mu.Lock() // want `stock.mu is taken here with shop.mu held, and line \d+ and line \d+ close the circle over bills.mu: three goroutines can wait for each other for ever; choose one order`
	s.stock.mu.Unlock()
}

//proof:by circle
func (s *stock) order() {
	s.mu.Lock()
	defer s.mu.Unlock()
	pause()
	s.bills.add()
}

//proof:by circle
func (b *bills) add() {
	b.mu.Lock() //proof:at
	b.mu.Unlock()
}

//proof:by circle
func (b *bills) print() {
	b.mu.Lock()
	defer b.mu.Unlock()
	pause()
	b.shop.mu.Lock() //proof:at
	b.shop.mu.Unlock()
}

//proof:leak
func circle() {
	s := &shop{stock: &stock{bills: new(bills)}}
	s.stock.bills.shop = s
	go s.sell()
	go s.stock.order()
	go s.stock.bills.print()
}

// The goroutines of one function are several.

type hub struct {
	mu    sync.Mutex
	rooms map[int]*room
}

type room struct {
	mu  sync.Mutex
	hub *hub
}

//proof:by many
func (h *hub) work(k int) {
	if k == 0 {
		h.enter(k)
		return
	}
	h.rooms[0].leave()
}

//proof:by many
func (h *hub) enter(k int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	pause()
	h.rooms[k].mu.Lock() // want `room.mu is taken here with hub.mu held, and at line \d+ the other way round`
	h.rooms[k].mu.Unlock()
}

//proof:by many
func (r *room) leave() {
	r.mu.Lock()
	defer r.mu.Unlock()
	pause()
	r.hub.mu.Lock() //proof:at
	r.hub.mu.Unlock()
}

//proof:leak
func many() {
	h := &hub{rooms: make(map[int]*room)}
	h.rooms[0] = &room{hub: h}
	for k := range 2 {
		go h.work(k)
	}
}

// A circle of four.

type ring struct{ a, b, c, d sync.Mutex }

//proof:by four
func (r *ring) ab() {
	r.a.Lock()
	defer r.a.Unlock()
	pause()
	r.b.Lock() // want `ring.b is taken here with ring.a held, and line \d+, line \d+ and line \d+ close the circle over ring.c and ring.d: four goroutines can wait for each other for ever; choose one order`
	r.b.Unlock()
}

//proof:by four
func (r *ring) bc() {
	r.b.Lock()
	defer r.b.Unlock()
	pause()
	r.c.Lock() //proof:at
	r.c.Unlock()
}

//proof:by four
func (r *ring) cd() {
	r.c.Lock()
	defer r.c.Unlock()
	pause()
	r.d.Lock() //proof:at
	r.d.Unlock()
}

//proof:by four
func (r *ring) da() {
	r.d.Lock()
	defer r.d.Unlock()
	pause()
	r.a.Lock() //proof:at
	r.a.Unlock()
}

//proof:leak
func four() {
	r := new(ring)
	go r.ab()
	go r.bc()
	go r.cd()
	go r.da()
}

// Handlers are called by a goroutine for each request.

type shelf struct{ names, sizes sync.Mutex }

type handler struct {
	path  string
	serve func(*shelf)
}

//proof:by requests
func namesFirst() handler {
	return handler{path: "/a", serve: func(s *shelf) {
		s.names.Lock()
		defer s.names.Unlock()
		pause()
		s.sizes.Lock() // want `shelf.sizes is taken here with shelf.names held, and at line \d+ the other way round`
		defer s.sizes.Unlock()
	}}
}

//proof:by requests
func sizesFirst() handler {
	return handler{path: "/b", serve: func(s *shelf) {
		s.sizes.Lock()
		defer s.sizes.Unlock()
		pause()
		s.names.Lock() //proof:at
		defer s.names.Unlock()
	}}
}

//proof:by requests
func (s *shelf) handle(handlers ...handler) {
	for _, h := range handlers {
		go func() { h.serve(s) }()
	}
}

//proof:leak
func requests() { new(shelf).handle(namesFirst(), sizesFirst()) }
