package quiet

import (
	"sync"
	"sync/atomic"
)

// The list is copied before.
type copied struct {
	mu   sync.Mutex
	subs map[int]chan int
}

//proof:by subscribers
func (p *copied) publish(n int) {
	p.mu.Lock()
	var all []chan int
	for _, ch := range p.subs {
		all = append(all, ch)
	}
	p.mu.Unlock()
	for _, ch := range all {
		ch <- n
	}
}

//proof:by subscribers
func (p *copied) leave(id int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.subs, id)
}

//proof:by subscribers
func (p *copied) read(id int) {
	p.mu.Lock()
	ch := p.subs[id]
	p.mu.Unlock()
	<-ch
	p.leave(id)
}

// The sender gives up where nobody receives.
type lossy struct {
	mu   sync.Mutex
	subs map[int]chan int
}

//proof:by subscribers
func (p *lossy) publish(n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, ch := range p.subs {
		select {
		case ch <- n:
		default:
		}
	}
}

//proof:by subscribers
func (p *lossy) leave(id int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.subs, id)
}

//proof:by subscribers
func (p *lossy) read(id int) {
	<-p.subs[id]
	p.leave(id)
}

// Who leaves goes on to receive until he has left.
type drained struct {
	mu   sync.Mutex
	subs map[int]chan int
}

//proof:by subscribers
func (p *drained) publish(n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, ch := range p.subs {
		ch <- n
	}
}

//proof:by subscribers
func (p *drained) leave(id int, ch chan int) {
	go func() {
		for range ch {
		}
	}()
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.subs, id)
	close(ch)
}

//proof:by subscribers
func (p *drained) read(id int, ch chan int) {
	<-ch
	p.leave(id, ch)
}

// Somebody else takes the subscriber out of the list, while it receives.
type closedBy struct {
	mu   sync.Mutex
	subs map[int]chan int
}

//proof:by subscribers
func (p *closedBy) publish(n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, ch := range p.subs {
		ch <- n
	}
}

//proof:by subscribers
func (p *closedBy) leave(id int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	close(p.subs[id])
	delete(p.subs, id)
}

//proof:by subscribers
func (p *closedBy) read(ch chan int) {
	for range ch {
	}
}

// All are told at the end, and nobody leaves by himself.
type ended struct {
	mu   sync.Mutex
	subs map[int]chan int
}

//proof:by subscribers
func (p *ended) end() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for id, ch := range p.subs {
		ch <- 1
		delete(p.subs, id)
	}
}

//proof:by subscribers
func (p *ended) read(ch chan int) {
	<-ch
	p.mu.Lock()
	defer p.mu.Unlock()
}

// The list that is left is another one.
type twoLists struct {
	mu, names sync.Mutex
	subs      map[int]chan int
	byName    map[string]int
}

//proof:by subscribers
func (p *twoLists) publish(n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, ch := range p.subs {
		ch <- n
	}
}

//proof:by subscribers
func (p *twoLists) leave(name string) {
	p.names.Lock()
	defer p.names.Unlock()
	delete(p.byName, name)
}

//proof:by subscribers
func (p *twoLists) read(ch chan int) {
	<-ch
	p.leave("a")
}

// The sender takes out first what nobody has received, and so there is room.
type latest struct {
	mu   sync.Mutex
	subs map[int]chan int
}

//proof:by subscribers
func (p *latest) publish(n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, ch := range p.subs {
		select {
		case <-ch:
		default:
		}
		ch <- n
	}
}

//proof:by subscribers
func (p *latest) publishOnce(n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, ch := range p.subs {
		if len(ch) < cap(ch) {
			ch <- n
		}
	}
}

//proof:by subscribers
func (p *latest) leave(id int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.subs, id)
}

//proof:by subscribers
func (p *latest) read(id int, ch chan int) {
	<-ch
	p.leave(id)
}

// All get one last message, for which there is a buffer.
type cleared struct {
	mu      sync.Mutex
	waiters map[int]chan int
}

//proof:by subscribers
func (p *cleared) clear() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, ch := range p.waiters {
		ch <- 0
	}
	p.waiters = make(map[int]chan int)
}

//proof:by subscribers
func (p *cleared) leave(id int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.waiters, id)
}

//proof:by subscribers
func (p *cleared) wait(id int, ch chan int) {
	<-ch
	p.leave(id)
}

// Who leaves says so first, and takes out what he has got since.
type active struct {
	mu   sync.Mutex
	subs map[int]member
}

type member struct {
	active *atomic.Bool
	ch     chan int
}

//proof:by subscribers
func (p *active) publish(n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for id := range p.subs {
		if p.subs[id].active.Load() {
			p.subs[id].ch <- n
		}
	}
}

//proof:by subscribers
func (p *active) leave(id int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.subs, id)
}

//proof:by subscribers
func (p *active) read(id int, m member) {
	<-m.ch
	m.active.Store(false)
	select {
	case <-m.ch:
	default:
	}
	p.leave(id)
}

//proof:ok
func subscribers() {
	var wg sync.WaitGroup
	make1 := func() map[int]chan int { return map[int]chan int{1: make(chan int, 1)} }
	a := &copied{subs: make1()}
	wg.Go(func() { a.publish(1) })
	wg.Go(func() { a.read(1) })
	wg.Wait()
	b := &lossy{subs: make1()}
	b.publish(1)
	b.publish(2)
	b.read(1)
	c := &drained{subs: make1()}
	ch := c.subs[1]
	wg.Go(func() {
		for n := range 5 {
			c.publish(n)
		}
	})
	c.read(1, ch)
	wg.Wait()
	d := &closedBy{subs: make1()}
	ch = d.subs[1]
	wg.Go(func() { d.read(ch) })
	d.publish(1)
	d.leave(1)
	wg.Wait()
	e := &ended{subs: make1()}
	ch = e.subs[1]
	wg.Go(func() { e.read(ch) })
	e.end()
	wg.Wait()
	f := &twoLists{subs: make1(), byName: map[string]int{"a": 1}}
	ch = f.subs[1]
	wg.Go(func() { f.read(ch) })
	f.publish(1)
	wg.Wait()
	g := &latest{subs: make1()}
	g.publish(1)
	g.publish(2)
	g.publishOnce(3)
	g.read(1, g.subs[1])
	h := &cleared{waiters: make1()}
	ch = h.waiters[1]
	wg.Go(func() { h.wait(1, ch) })
	h.clear()
	wg.Wait()
	m := member{new(atomic.Bool), make(chan int, 1)}
	m.active.Store(true)
	i := &active{subs: map[int]member{1: m}}
	wg.Go(func() { i.read(1, m) })
	i.publish(1)
	wg.Wait()
}
