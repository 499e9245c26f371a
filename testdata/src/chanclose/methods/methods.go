// Package methods closes channels that are fields.
package methods

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"
)

type conn struct {
	mu     sync.Mutex
	once   sync.Once
	ch     chan int
	done   chan struct{}
	closed bool
}

func newConn() *conn { return &conn{ch: make(chan int, 1), done: make(chan struct{})} }

//proof:by deferredClose
func (c *conn) Close() error {
	close(c.ch) //proof:at
	return nil
}

func (c *conn) check() error { return errors.New("bad") }

// row: C29
//
//proof:panic close of closed channel
func deferredClose() {
	c := newConn()
	defer c.Close()
	if err := c.check(); err != nil {
		c.Close() // want `c.ch is closed again by the call deferred in line 35, which panics: drop one of the two closes`
	}
}

//proof:panic send on closed channel
func used() {
	c := newConn()
	c.Close()
	c.ch <- 1 // want `c.ch is closed already, by the close of line 44: this send panics`
}

//proof:by through
func (c *conn) shut() { close(c.done) } //proof:at

// row: C29
//
//proof:by through
func (c *conn) stop() {
	close(c.done)
	c.shut() // want `c.done is closed already, by the close of line 55`
}

//proof:panic close of closed channel
func through() { newConn().stop() }

func (c *conn) closeOnce() { c.once.Do(func() { close(c.done) }) }

//proof:ok
func guardedByOnce() {
	c := newConn()
	defer c.closeOnce()
	c.closeOnce()
}

func (c *conn) closeFlag() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return
	}
	c.closed = true
	close(c.ch)
}

//proof:ok
func guardedByFlag() {
	c := newConn()
	defer c.closeFlag()
	c.closeFlag()
}

func (c *conn) closeSelect() {
	c.mu.Lock()
	defer c.mu.Unlock()
	select {
	case <-c.done:
	default:
		close(c.done)
	}
}

//proof:ok
func guardedBySelect() {
	c := newConn()
	defer c.closeSelect()
	c.closeSelect()
}

func (c *conn) closeNil() {
	if c.ch != nil {
		close(c.ch)
		c.ch = nil
	}
}

//proof:ok
func guardedByNil() {
	c := newConn()
	defer c.closeNil()
	c.closeNil()
}

func (c *conn) reset() {
	close(c.done)
	c.done = make(chan struct{})
}

//proof:ok
func broadcast() {
	c := newConn()
	c.reset()
	c.reset()
}

//proof:ok
func twoConns() {
	a, b := newConn(), newConn()
	defer a.Close()
	b.Close()
}

//proof:ok
func replaced() {
	c := newConn()
	c.Close()
	c = newConn()
	c.Close()
}

type closer interface{ Close() error }

//proof:ok
func throughInterface() {
	var c closer = once{}
	defer c.Close()
	c.Close()
}

type once struct{}

func (once) Close() error { return nil }

type loop struct {
	in   chan int
	quit chan struct{}
	done chan struct{}
}

func start() *loop {
	l := &loop{in: make(chan int), quit: make(chan struct{}), done: make(chan struct{})}
	go l.run()
	return l
}

//proof:by closedByBoth
func (l *loop) run() {
	defer close(l.done)
	for {
		select {
		case <-l.in:
		case <-l.quit:
			return
		case <-l.done:
			return //proof:at
		}
	}
}

//proof:by closedByBoth
func (l *loop) Stop() {
	close(l.done) // want `l.done is also closed by the goroutine run when it ends \(line 173\), and the second close panics: leave the close to the goroutine`
}

//proof:panic close of closed channel
func closedByBoth() {
	l := start()
	l.Stop()
	var forever chan int
	<-forever
}

type client struct {
	in   chan int
	done chan struct{}
}

func dial() (*client, error) {
	if time.Now().IsZero() {
		return nil, errors.New("no time")
	}
	c := &client{in: make(chan int), done: make(chan struct{})}
	go c.read()
	return c, nil
}

//proof:by closedByBothThroughMethod
func (c *client) Close() { close(c.done) } //proof:at

//proof:by closedByBothThroughMethod
func (c *client) read() {
	defer c.Close()
	<-c.in
}

//proof:by closedByBothThroughMethod
func Query() error {
	c, err := dial()
	if err != nil {
		return err
	}
	defer c.Close() // want `c.done is also closed by the goroutine read when it ends \(line 217\), and the second close panics: leave the close to the goroutine`
	close(c.in)
	time.Sleep(time.Millisecond)
	return nil
}

//proof:panic close of closed channel
func closedByBothThroughMethod() {
	Query()
	var forever chan int
	<-forever
}

type unstarted struct{ done chan struct{} }

func tryStart(ok bool) *unstarted {
	u := &unstarted{make(chan struct{})}
	if !ok {
		return u
	}
	go u.run()
	return u
}

func (u *unstarted) run() {
	defer close(u.done)
	time.Sleep(time.Hour)
}

func (u *unstarted) Stop() { close(u.done) }

//proof:ok
func closedWithoutGoroutine() { tryStart(false).Stop() }

type right struct{ quit, done chan struct{} }

func startRight() *right {
	r := &right{make(chan struct{}), make(chan struct{})}
	go r.run()
	return r
}

func (r *right) run() {
	defer close(r.done)
	<-r.quit
}

func (r *right) Stop() {
	close(r.quit)
	<-r.done
}

//proof:ok
func eachItsOwn() { startRight().Stop() }

type source struct {
	out  chan int
	stop chan struct{}
}

func newSource() *source {
	s := &source{make(chan int), make(chan struct{})}
	for range 20 {
		go s.feed()
	}
	return s
}

//proof:by besideStop
func (s *source) feed() {
	for i := 0; ; i++ {
		select { //proof:at
		case s.out <- i:
		case <-s.stop:
			return
		}
	}
}

// row: C25
//
//proof:by besideStop
func (s *source) Close() {
	close(s.stop)
	close(s.out) // want `after the stop of line 310, a sender that comes to the select of line 299 may still choose to send on s.out, which panics: wait for the senders before this close`
}

//proof:panic send on closed channel
func besideStop() {
	for {
		s := newSource()
		for range 100 {
			<-s.out
		}
		s.Close()
	}
}

type canceled struct {
	ctx    context.Context
	cancel context.CancelFunc
	out    chan int
}

func newCanceled() *canceled {
	ctx, cancel := context.WithCancel(context.Background())
	s := &canceled{ctx, cancel, make(chan int)}
	for range 20 {
		go s.feed()
	}
	return s
}

//proof:by besideCancel
func (s *canceled) feed() {
	for i := 0; ; i++ {
		select { //proof:at
		case s.out <- i:
		case <-s.ctx.Done():
			return
		}
	}
}

// row: C25
//
//proof:by besideCancel
func (s *canceled) Close() {
	s.cancel()
	close(s.out) // want `after the stop of line 355, a sender that comes to the select of line 344 may still choose to send on s.out`
}

//proof:panic send on closed channel
func besideCancel() {
	for {
		s := newCanceled()
		for range 100 {
			<-s.out
		}
		s.Close()
	}
}

type queue struct {
	closed atomic.Bool
	items  chan int
}

//proof:by besideFlag
func (q *queue) push(v int) bool {
	if q.closed.Load() {
		return false
	}
	q.items <- v //proof:at
	return true
}

//proof:by besideFlag
func (q *queue) Close() {
	if q.closed.CompareAndSwap(false, true) {
		close(q.items) // want `the sender of line 380 may have tested the flag before it was set, and send after this close of q.items, which panics: hold a lock over both, or don't close it`
	}
}

//proof:panic send on closed channel
func besideFlag() {
	for {
		q := &queue{items: make(chan int)}
		for range 20 {
			go func() {
				for q.push(1) {
				}
			}()
		}
		for range 100 {
			<-q.items
		}
		q.Close()
	}
}

type flagged struct {
	mu     sync.RWMutex
	closed atomic.Bool
	items  chan int
}

func (q *flagged) push(v int) {
	q.mu.RLock()
	defer q.mu.RUnlock()
	if !q.closed.Load() {
		q.items <- v
	}
}

func (q *flagged) Close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed.CompareAndSwap(false, true) {
		close(q.items)
	}
}

//proof:ok
func flagUnderLock() {
	q := &flagged{items: make(chan int, 1)}
	go q.push(1)
	q.Close()
	q.push(1)
}

type careful struct {
	out  chan int
	stop chan struct{}
	wg   sync.WaitGroup
}

func newCareful() *careful {
	s := &careful{out: make(chan int), stop: make(chan struct{})}
	s.wg.Go(s.feed)
	return s
}

func (s *careful) feed() {
	for i := 0; ; i++ {
		select {
		case s.out <- i:
		case <-s.stop:
			return
		}
	}
}

func (s *careful) Close() {
	close(s.stop)
	s.wg.Wait()
	close(s.out)
}

//proof:ok
func afterWait() {
	s := newCareful()
	<-s.out
	s.Close()
}

type locked struct {
	mu   sync.RWMutex
	out  chan int
	stop chan struct{}
}

func (s *locked) send(v int) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	select {
	case <-s.stop:
		return
	default:
	}
	select {
	case s.out <- v:
	case <-s.stop:
	}
}

func (s *locked) Close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	close(s.stop)
	close(s.out)
}

//proof:ok
func underLock() {
	s := &locked{out: make(chan int, 1), stop: make(chan struct{})}
	go s.send(1)
	time.Sleep(time.Millisecond)
	s.Close()
}

type lazy struct{ never, made chan int }

func (l *lazy) init() { l.made = make(chan int) }

// row: C03
//
//proof:by neverMade
func (l *lazy) end() {
	close(l.made)
	close(l.never) // want `l.never is nil here, since nothing makes the channel, and close of a nil channel panics: make it first, or drop the close`
}

func (l *lazy) ifMade() {
	if l.never != nil {
		close(l.never)
	}
}

//proof:panic close of nil channel
func neverMade() {
	l := new(lazy)
	l.init()
	l.end() //proof:at
}

//proof:ok
func testedForNil() { new(lazy).ifMade() }

// row: C03
//
//proof:panic close of nil channel
func nilVariable() {
	var ch chan int
	close(ch) // want `ch is nil here`
}

// row: C03
//
//proof:panic close of nil channel
func nilCaptured() {
	var ch chan int
	func() { close(ch) }() // want `ch is nil here`
}

//proof:ok
func madeLater() {
	var ch chan int
	set := func() { ch = make(chan int) }
	set()
	close(ch)
}

type exported struct{ Ch chan int }

//proof:ok
func setElsewhere() {
	e := new(exported)
	defer func() {
		if e.Ch == nil {
			return
		}
		close(e.Ch)
	}()
}

// A Peer is closed by who uses it and by its goroutine.
type Peer struct {
	in   chan int
	done chan struct{}
}

func NewPeer() *Peer {
	p := &Peer{in: make(chan int, 1), done: make(chan struct{})}
	go p.read()
	return p
}

//proof:by closedByUser
func (p *Peer) Close() {
	close(p.done) // want `p.done is also closed by the goroutine read when it ends \(line \d+\), and the second close panics: leave the close to the goroutine`
}

//proof:by closedByUser
func (p *Peer) read() {
	for {
		select {
		case v := <-p.in:
			if v < 0 {
				p.Close() // the other side has gone
				return
			}
		case <-time.After(time.Hour):
			p.Close()
			return
		}
	}
}

//proof:panic close of closed channel
func closedByUser() {
	p := NewPeer()
	p.in <- -1
	<-p.done
	p.Close()
}

// An Ender is closed by its goroutine alone: users call Stop.
type Ender struct {
	in   chan int
	done chan struct{}
}

func NewEnder() *Ender {
	e := &Ender{in: make(chan int, 1), done: make(chan struct{})}
	go e.read()
	return e
}

func (e *Ender) end() { close(e.done) }

func (e *Ender) read() {
	for range e.in {
	}
	e.end()
}

func (e *Ender) Stop() { close(e.in) }

// A Careful looks before it closes.
type Careful struct {
	in   chan int
	done chan struct{}
	once sync.Once
}

func NewCareful() *Careful {
	c := &Careful{in: make(chan int, 1), done: make(chan struct{})}
	go c.read()
	return c
}

func (c *Careful) Close() { c.once.Do(func() { close(c.done) }) }

func (c *Careful) read() {
	for range c.in {
	}
	c.Close()
}

// A Leaver may end without a close.
type Leaver struct {
	in   chan int
	done chan struct{}
}

func NewLeaver() *Leaver {
	l := &Leaver{in: make(chan int, 1), done: make(chan struct{})}
	go l.read()
	return l
}

func (l *Leaver) Close() { close(l.done) }

func (l *Leaver) read() {
	for {
		select {
		case _, ok := <-l.in:
			if !ok {
				l.Close()
				return
			}
		case <-l.done:
			return
		}
	}
}

//proof:ok
func closedOnce() {
	e := NewEnder()
	e.Stop()
	<-e.done
	c := NewCareful()
	close(c.in)
	c.Close()
	NewLeaver().Close()
}

// A mailbox lets go of its lock between the test and the send.
type mailbox struct {
	mu     sync.Mutex
	closed bool
	items  chan int
}

//proof:by besideReleasedFlag
func (m *mailbox) push(v int) bool {
	m.mu.Lock()
	closed := m.closed
	m.mu.Unlock()
	if closed {
		return false
	}
	m.items <- v //proof:at
	return true
}

//proof:by besideReleasedFlag
func (m *mailbox) close() {
	m.mu.Lock()
	defer m.mu.Unlock()
	if !m.closed {
		m.closed = true
		close(m.items) // want `the sender of line \d+ may have tested the flag before it was set, and send after this close of m.items`
	}
}

//proof:panic send on closed channel
func besideReleasedFlag() {
	for {
		m := &mailbox{items: make(chan int)}
		for range 20 {
			go func() {
				for m.push(1) {
				}
			}()
		}
		for range 100 {
			<-m.items
		}
		m.close()
	}
}

// A counted mailbox waits for those that are about to send.
type counted struct {
	mu      sync.Mutex
	closed  bool
	sending sync.WaitGroup
	items   chan int
}

func (m *counted) push(v int) bool {
	m.mu.Lock()
	if m.closed {
		m.mu.Unlock()
		return false
	}
	m.sending.Add(1)
	m.mu.Unlock()
	defer m.sending.Done()
	m.items <- v
	return true
}

func (m *counted) close() {
	m.mu.Lock()
	m.closed = true
	m.mu.Unlock()
	m.sending.Wait()
	close(m.items)
}

// A gated mailbox has a second lock over both.
type gated struct {
	gate, mu sync.Mutex
	closed   bool
	items    chan int
}

func (m *gated) push(v int) bool {
	m.gate.Lock()
	defer m.gate.Unlock()
	m.mu.Lock()
	closed := m.closed
	m.mu.Unlock()
	if closed {
		return false
	}
	m.items <- v
	return true
}

func (m *gated) close() {
	m.gate.Lock()
	defer m.gate.Unlock()
	m.mu.Lock()
	defer m.mu.Unlock()
	m.closed = true
	close(m.items)
}

// A held mailbox sends under its lock.
type held struct {
	mu     sync.Mutex
	closed bool
	items  chan int
}

func (m *held) push(v int) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.closed {
		return false
	}
	m.items <- v
	return true
}

func (m *held) close() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.closed = true
	close(m.items)
}

// A relocked mailbox looks twice.
type relocked struct {
	mu     sync.Mutex
	closed bool
	items  chan int
}

func (m *relocked) push(v int) bool {
	m.mu.Lock()
	closed := m.closed
	m.mu.Unlock()
	if closed {
		return false
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if !m.closed {
		m.items <- v
	}
	return true
}

func (m *relocked) close() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.closed = true
	close(m.items)
}

//proof:ok
func flagsThatHold() {
	type box interface {
		push(int) bool
		close()
	}
	for _, m := range []box{
		&counted{items: make(chan int, 1)}, &gated{items: make(chan int, 1)},
		&held{items: make(chan int, 1)}, &relocked{items: make(chan int, 1)},
	} {
		m.push(1)
		m.close()
		m.push(2)
	}
}

// What others get has a method that they can't call: only the goroutine builds.
type Built interface{ Wait() }

type built struct {
	ready chan struct{}
	n     int
}

// NewBuilt builds in the background.
func NewBuilt(n int) Built {
	b := &built{ready: make(chan struct{}), n: n}
	go func() {
		if err := b.build(); err != nil {
			println(err.Error())
		}
	}()
	return b
}

func (b *built) build() error {
	defer close(b.ready)
	b.n++
	return nil
}

func (b *built) Wait() { <-b.ready }

//proof:ok
func builtOnce() { NewBuilt(1).Wait() }
