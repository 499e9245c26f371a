package quiet

import "sync"

type line struct {
	mu   sync.Mutex
	ch   chan int
	full chan int
	n    int
}

// The lock is released before the send.
//
//proof:by sends
func (l *line) put(n int) {
	l.mu.Lock()
	l.n++
	l.mu.Unlock()
	l.ch <- n
}

//proof:by sends
func (l *line) loop(wg *sync.WaitGroup) {
	defer wg.Done()
	for n := range l.ch {
		l.mu.Lock()
		l.n += n
		l.mu.Unlock()
	}
}

// There is room for all.
//
//proof:by sends
func (l *line) putFull(n int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.full <- n
}

//proof:by sends
func (l *line) loopFull(wg *sync.WaitGroup) {
	defer wg.Done()
	for n := range l.full {
		l.mu.Lock()
		l.n += n
		l.mu.Unlock()
	}
}

//proof:ok
func sends() {
	l := &line{ch: make(chan int), full: make(chan int, 10)}
	var wg sync.WaitGroup
	wg.Add(2)
	go l.loop(&wg)
	go l.loopFull(&wg)
	for n := range 3 {
		l.put(n)
		l.putFull(n)
	}
	close(l.ch)
	close(l.full)
	wg.Wait()
}

// Who receives needs no lock, or another one.
type pipe struct {
	mu, other sync.Mutex
	ch        chan int
	n         int
}

//proof:by otherLock
func (p *pipe) put(n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.ch <- n
}

//proof:by otherLock
func (p *pipe) loop(wg *sync.WaitGroup) {
	defer wg.Done()
	for n := range p.ch {
		p.other.Lock()
		p.n += n
		p.other.Unlock()
	}
	p.mu.Lock() // when there is nothing more to come
	p.n++
	p.mu.Unlock()
}

//proof:ok
func otherLock() {
	p := &pipe{ch: make(chan int)}
	var wg sync.WaitGroup
	wg.Add(1)
	go p.loop(&wg)
	p.put(1)
	p.put(2)
	close(p.ch)
	wg.Wait()
}

// Who sends does not insist.
type offer struct {
	mu sync.Mutex
	ch chan int
	n  int
}

//proof:by offers
func (o *offer) put(n int) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	select {
	case o.ch <- n:
		return true
	default:
		return false
	}
}

//proof:by offers
func (o *offer) loop(wg *sync.WaitGroup) {
	defer wg.Done()
	for n := range o.ch {
		o.mu.Lock()
		o.n += n
		o.mu.Unlock()
	}
}

//proof:ok
func offers() {
	o := &offer{ch: make(chan int)}
	var wg sync.WaitGroup
	wg.Add(1)
	go o.loop(&wg)
	o.put(1)
	o.put(2)
	close(o.ch)
	wg.Wait()
}

// The lock of the condition, which a field holds as well.
type resources struct {
	lock sync.Locker
	cond *sync.Cond
	free int
}

//proof:by waitsForOwn
func newResources() *resources {
	lock := new(sync.Mutex)
	return &resources{lock: lock, cond: sync.NewCond(lock)}
}

//proof:by waitsForOwn
func (r *resources) get() {
	r.lock.Lock()
	defer r.lock.Unlock()
	for r.free == 0 {
		r.cond.Wait()
	}
	r.free--
}

//proof:by waitsForOwn
func (r *resources) put() {
	r.lock.Lock()
	defer r.lock.Unlock()
	r.free++
	r.cond.Signal()
}

//proof:ok
func waitsForOwn() {
	r := newResources()
	var wg sync.WaitGroup
	wg.Go(r.get)
	r.put()
	wg.Wait()
}
