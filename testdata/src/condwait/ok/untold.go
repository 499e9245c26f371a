package ok

import (
	"container/heap"
	"sync"
	"sync/atomic"
	"time"
)

type mailbox struct {
	mu      sync.Mutex
	some    *sync.Cond
	room    *sync.Cond
	letters []string
	closed  bool
	open    bool
	readers int
	stop    chan bool
	ready   atomic.Bool
	hook    func()
	paused  bool
}

// Nobody can wait for what is being made.
func newMailbox() *mailbox {
	m := &mailbox{stop: make(chan bool)}
	m.some = sync.NewCond(&m.mu)
	m.room = sync.NewCond(&m.mu)
	m.open = true
	m.readers--
	m.readers++
	return m
}

//
//proof:by toldByCaller
func (m *mailbox) take() string {
	m.mu.Lock()
	defer m.mu.Unlock()
	for len(m.letters) == 0 && !m.closed {
		m.some.Wait()
	}
	if m.closed {
		return ""
	}
	letter := m.letters[0]
	m.letters = m.letters[1:] // nobody waits for that
	m.room.Signal()
	return letter
}

func (m *mailbox) closeLocked() { m.closed = true }

// The caller tells.
//
//proof:by toldByCaller
func (m *mailbox) Close() {
	m.mu.Lock()
	m.closeLocked()
	m.mu.Unlock()
	m.some.Broadcast()
}

//proof:ok
func toldByCaller() {
	m := newMailbox()
	var wg sync.WaitGroup
	wg.Go(func() { m.take() })
	time.Sleep(time.Millisecond)
	m.Close()
	wg.Wait()
}

// The other direction: who waits has to wait on.
//
//proof:by otherDirection
func (m *mailbox) reopen() {
	m.mu.Lock()
	m.closed = false
	m.readers++
	m.letters = nil
	m.mu.Unlock()
}

//proof:by otherDirection
func (m *mailbox) untilUnread() {
	m.mu.Lock()
	for m.readers > 0 {
		m.some.Wait()
	}
	m.mu.Unlock()
}

//proof:by otherDirection
func (m *mailbox) leave() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.readers--
	if m.readers == 0 {
		m.some.Broadcast()
	}
}

//proof:ok
func otherDirection() {
	m := newMailbox()
	go m.reopen()
	time.Sleep(time.Millisecond)
	var wg sync.WaitGroup
	wg.Go(m.untilUnread)
	time.Sleep(time.Millisecond)
	m.leave()
	wg.Wait()
}

// The lock is held until the end: the order does not matter.
//
//proof:by toldBefore
func (m *mailbox) closeAfter() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.some.Broadcast()
	m.closed = true
}

//proof:ok
func toldBefore() {
	m := newMailbox()
	var wg sync.WaitGroup
	wg.Go(func() { m.take() })
	time.Sleep(time.Millisecond)
	go m.closeAfter()
	wg.Wait()
}

// Another goroutine learns of it, and tells.
//
//proof:by toldByOther
func (m *mailbox) stopped() {
	<-m.stop
	m.mu.Lock()
	m.some.Broadcast()
	m.mu.Unlock()
}

//proof:by toldByOther
func (m *mailbox) shut() {
	m.mu.Lock()
	m.closed = true
	m.mu.Unlock()
	close(m.stop)
}

//proof:ok
func toldByOther() {
	m := newMailbox()
	var wg sync.WaitGroup
	wg.Go(func() { m.take() })
	wg.Go(m.stopped)
	time.Sleep(time.Millisecond)
	go m.shut()
	wg.Wait()
}

// A hook may tell.
//
//proof:by toldByHook
func (m *mailbox) shutWithHook() {
	m.mu.Lock()
	m.closed = true
	m.mu.Unlock()
	m.hook()
}

//proof:ok
func toldByHook() {
	m := newMailbox()
	m.hook = m.wake
	var wg sync.WaitGroup
	wg.Go(func() { m.take() })
	time.Sleep(time.Millisecond)
	go m.shutWithHook()
	wg.Wait()
}

func (m *mailbox) wake() { m.some.Broadcast() }

// One of two conditions is not enough.
//
//proof:by bothNeeded
func (m *mailbox) untilBoth() {
	m.mu.Lock()
	defer m.mu.Unlock()
	for !m.ready.Load() || m.paused {
		m.room.Wait()
	}
}

//proof:by bothNeeded
func (m *mailbox) unpause() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.paused = false
}

//proof:by bothNeeded
func (m *mailbox) setReady() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.ready.Store(true)
	m.room.Broadcast()
}

//proof:ok
func bothNeeded() {
	m := newMailbox()
	m.paused = true
	var wg sync.WaitGroup
	wg.Go(m.untilBoth)
	time.Sleep(time.Millisecond)
	go m.unpause()
	time.Sleep(time.Millisecond)
	m.setReady()
	wg.Wait()
}

// A ticker wakes now and then.
type pool struct {
	mu     sync.Mutex
	moved  *sync.Cond
	closed bool
	done   chan bool
}

//proof:by ticks
func (p *pool) tick() {
	for {
		select {
		case <-p.done:
			return
		case <-time.After(time.Millisecond):
			p.moved.Broadcast()
		}
	}
}

//proof:by ticks
func (p *pool) untilClosed() {
	p.mu.Lock()
	for !p.closed {
		p.moved.Wait()
	}
	p.mu.Unlock()
}

//proof:by ticks
func (p *pool) close() {
	p.mu.Lock()
	p.closed = true
	p.mu.Unlock()
}

//proof:ok
func ticks() {
	p := &pool{done: make(chan bool)}
	p.moved = sync.NewCond(&p.mu)
	var wg sync.WaitGroup
	wg.Go(p.untilClosed)
	wg2 := new(sync.WaitGroup)
	wg2.Go(p.tick)
	time.Sleep(time.Millisecond)
	go p.close()
	wg.Wait()
	close(p.done)
	wg2.Wait()
}

// The Cond goes elsewhere, and is told from there.
type given struct {
	cond *sync.Cond
	done bool
}

func wakeAll(c *sync.Cond) { c.Broadcast() }

//proof:by elsewhere
func (g *given) finish() {
	g.cond.L.Lock()
	g.done = true
	g.cond.L.Unlock()
}

//proof:by elsewhere
func (g *given) wait() {
	g.cond.L.Lock()
	for !g.done {
		g.cond.Wait()
	}
	g.cond.L.Unlock()
}

//proof:ok
func elsewhere() {
	g := &given{cond: sync.NewCond(new(sync.Mutex))}
	var wg sync.WaitGroup
	wg.Go(g.wait)
	time.Sleep(time.Millisecond)
	go g.finish()
	time.Sleep(time.Millisecond)
	wakeAll(g.cond)
	wg.Wait()
}

// A timer wakes who waits.
type timed struct {
	mu    sync.Mutex
	moved *sync.Cond
	done  bool
}

//proof:by timerWakes
func (t *timed) wait(limit time.Duration) {
	t.mu.Lock()
	defer t.mu.Unlock()
	end := time.Now().Add(limit)
	timer := time.AfterFunc(limit, func() {
		t.mu.Lock()
		defer t.mu.Unlock()
		t.moved.Broadcast()
	})
	defer timer.Stop()
	for !t.done && time.Now().Before(end) {
		t.moved.Wait()
	}
}

//proof:by timerWakes
func (t *timed) finish() {
	t.mu.Lock()
	t.done = true
	t.mu.Unlock()
}

//proof:ok
func timerWakes() {
	t := new(timed)
	t.moved = sync.NewCond(&t.mu)
	var wg sync.WaitGroup
	wg.Go(func() { t.wait(10 * time.Millisecond) })
	time.Sleep(time.Millisecond)
	go t.finish()
	wg.Wait()
}

// Package heap calls Push, for somebody who wakes.
type ordered struct {
	mu   sync.Mutex
	some *sync.Cond
	data *numbers
}

type numbers struct{ list []int }

func (n *numbers) Len() int           { return len(n.list) }
func (n *numbers) Less(i, j int) bool { return n.list[i] < n.list[j] }
func (n *numbers) Swap(i, j int)      { n.list[i], n.list[j] = n.list[j], n.list[i] }
func (n *numbers) Push(x any)         { n.list = append(n.list, x.(int)) }
func (n *numbers) Pop() any {
	x := n.list[len(n.list)-1]
	n.list = n.list[:len(n.list)-1]
	return x
}

//proof:by heaped
func (o *ordered) put(x int) {
	o.mu.Lock()
	defer o.mu.Unlock()
	heap.Push(o.data, x)
	o.some.Broadcast()
}

//proof:by heaped
func (o *ordered) get() int {
	o.mu.Lock()
	defer o.mu.Unlock()
	for len(o.data.list) == 0 {
		o.some.Wait()
	}
	return heap.Pop(o.data).(int)
}

//proof:ok
func heaped() {
	o := &ordered{data: new(numbers)}
	o.some = sync.NewCond(&o.mu)
	var wg sync.WaitGroup
	wg.Go(func() { o.get() })
	time.Sleep(time.Millisecond)
	wg.Go(func() { o.put(1) })
	wg.Wait()
}
