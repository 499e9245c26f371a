// Package ok has variables that are used by sync/atomic and plainly, in order.
package ok

import (
	"sync"
	"sync/atomic"
)

type counter struct {
	mu    sync.Mutex
	n     int64
	m     int64
	owned int64
	limit int64
	wg    sync.WaitGroup
}

func (c *counter) add() { atomic.AddInt64(&c.n, 1) }
func (c *counter) load() int64 {
	return atomic.LoadInt64(&c.n) + atomic.LoadInt64(&c.owned) + atomic.LoadInt64(&c.limit)
}

// A constructor has the object alone.
//
//proof:ok
func construct() {
	c := &counter{n: 1}
	c.n = 5
	c.n++
	_ = c.load()
}

// The goroutines are over.
//
//proof:ok
func waited() {
	var c counter
	c.run()
	if c.total() != 3 {
		panic("lost")
	}
}

func (c *counter) run() {
	for range 3 {
		c.wg.Add(1)
		go func() {
			defer c.wg.Done()
			c.add()
		}()
	}
}

//proof:by waited
func (c *counter) total() int64 {
	c.wg.Wait()
	return c.n
}

// All who write hold the lock, so who holds it may read.
//
//proof:by locked
func (c *counter) addLocked() {
	atomic.StoreInt64(&c.m, c.m+1)
}

//proof:ok
func locked() {
	c := new(counter)
	c.mu.Lock()
	c.addLocked()
	c.mu.Unlock()
	c.more()
	_ = atomic.LoadInt64(&c.m)
}

//proof:by locked
func (c *counter) more() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.bump()
}

// The caller holds the lock.
//
//proof:by locked
func (c *counter) bump() {
	atomic.StoreInt64(&c.m, c.m+1)
	if c.m > 100 {
		c.m = 0
	}
}

// The only writer may read what it has written.
//
//proof:ok
func owner() {
	c := new(counter)
	c.wg.Add(1)
	go c.work()
	_ = c.load()
	c.wg.Wait()
}

//proof:by owner
func (c *counter) work() {
	defer c.wg.Done()
	for c.owned < 10 {
		atomic.StoreInt64(&c.owned, c.owned+1)
	}
}

// A copy is one's own.
//
//proof:ok
func snapshot() {
	c := stats{n: 3}
	atomic.AddInt64(&c.n, 1)
	_ = c.sum()
}

type stats struct{ n int64 }

//proof:by snapshot
func (s stats) sum() int64 { return s.n + 1 }

// What happens before the go statement happens before the goroutine.
//
//proof:ok
func before() {
	new(counter).launch(5)
}

//proof:by before
func (c *counter) launch(limit int64) {
	c.limit = limit
	c.wg.Add(1)
	go func() {
		defer c.wg.Done()
		_ = c.load()
	}()
	c.wg.Wait()
}

// Another type's field of the same name.
//
//proof:ok
func sameName() {
	o := other{n: 3}
	p := &o
	p.inc()
	if p.n != 4 {
		panic(p.n)
	}
}

type other struct{ n int64 }

func (o *other) inc() { o.n++ }

var table = [...]func(*counter){(*counter).add}

// Reset by its name has the object alone.
//
//proof:ok
func pooled() {
	c := new(counter)
	table[0](c)
	c.reset()
}

//proof:by pooled
func (c *counter) reset() { c.n = 0 }

// The address is somebody else's: it may be guarded there.
//
//proof:ok
func escaped() {
	var g gauge
	p := g.address()
	*p = 3
	g.set(4)
	_ = g.get()
}

type gauge struct{ v int32 }

func (g *gauge) address() *int32 { return &g.v }
func (g *gauge) set(v int32)     { atomic.StoreInt32(&g.v, v) }

//proof:by escaped
func (g *gauge) get() int32 { return g.v }

// A typed atomic can't be mixed.
//
//proof:ok
func typed() {
	var n atomic.Int64
	n.Add(1)
	_ = n.Load()
}

var initialized = start()

var base int64

func start() int64 {
	atomic.StoreInt64(&base, 1)
	return 1
}

func init() { base = initialized }

// The name says who holds what.
//
//proof:ok
func said() {
	s := new(queue)
	s.push()
	_ = s.lenLocked()
}

type queue struct{ n int32 }

func (q *queue) push() { atomic.AddInt32(&q.n, 1) }

//proof:by said
func (q *queue) lenLocked() int32 { return q.n }

// A single is not safe for concurrent use.
type single struct{ n int64 }

func (s *single) len() int64 { return atomic.LoadInt64(&s.n) }

//proof:by documented
func (s *single) grow() { s.n++ }

// The type says that it is for one goroutine.
//
//proof:ok
func documented() {
	s := new(single)
	s.grow()
	_ = s.len()
}

type meter struct{ live snap }

type snap struct{ n, m int64 }

func (m *meter) mark() {
	atomic.AddInt64(&m.live.n, 1)
	atomic.AddInt64(&m.live.m, 1)
}

func (m *meter) snap() *snap {
	s := &snap{n: atomic.LoadInt64(&m.live.n)}
	s.m = atomic.LoadInt64(&m.live.m)
	return s
}

//proof:by snapshots
func (s *snap) sums() int64 { return s.n + s.m }

// What is read plainly is a snapshot.
//
//proof:ok
func snapshots() {
	m := new(meter)
	var wg sync.WaitGroup
	wg.Go(m.mark)
	_ = m.snap().sums()
	wg.Wait()
}

// A buffer from a list of free ones is made anew: nobody else has it.
type node struct {
	refs int32
	off  int
	next *node
}

func (n *node) release() bool { return atomic.AddInt32(&n.refs, -1) == 0 }

//proof:by renewed
func (n *node) take() *node {
	n.refs, n.off, n.next = 1, 0, nil
	return n
}

type holder struct{ n *node }

//proof:by renewed
func (o *holder) change() {
	o.n = copyOf(o.n)
	if o.n.refs == 0 {
		o.n.refs = 1
	}
}

//proof:by renewed
func copyOf(n *node) *node { return &node{off: n.off} }

//proof:by renewed
func (o *holder) connect() { o.n.refs = 1 }

//proof:ok
func renewed() {
	o := &holder{n: new(node).take()}
	o.change()
	o.connect()
	o.n.release()
}

type rounds struct{ n int32 }

// In each round the others are done before the field is read plainly.
//
//proof:ok
func eachRound() {
	r := new(rounds)
	for range 3 {
		r.round()
	}
}

//proof:by eachRound
func (r *rounds) round() {
	r.n = 0
	var wg sync.WaitGroup
	for range 2 {
		wg.Add(1)
		go r.add(&wg)
	}
	wg.Wait()
	if r.n != 2 {
		panic("wrong")
	}
}

func (r *rounds) add(wg *sync.WaitGroup) {
	defer wg.Done()
	atomic.AddInt32(&r.n, 1)
}
