// Package stoppedok sends to loops that are stopped, and that nobody is left behind by.
package stoppedok

import (
	"context"
	"fmt"
	"sync"
	"time"
)

// The stop is a case of the send as well.
type selects struct {
	in   chan int
	quit chan struct{}
}

func (s *selects) run() {
	for {
		select {
		case <-s.in:
		case <-s.quit:
			return
		}
	}
}

func (s *selects) stopped() bool {
	select {
	case <-s.quit:
		return true
	default:
		return false
	}
}

func (s *selects) put(n int) bool {
	if s.stopped() {
		return false
	}
	select {
	case s.in <- n:
		return true
	case <-s.quit:
		return false
	}
}

//proof:ok
func selected() {
	s := &selects{make(chan int), make(chan struct{})}
	go s.run()
	s.put(1)
	close(s.quit)
	s.put(2)
}

// It gives up after a while.
type patient struct {
	in   chan int
	quit chan struct{}
}

func (p *patient) run() {
	for {
		select {
		case <-p.in:
		case <-p.quit:
			return
		}
	}
}

func (p *patient) put(n int) bool {
	select {
	case <-p.quit:
		return false
	default:
	}
	select {
	case p.in <- n:
		return true
	case <-time.After(time.Millisecond):
		return false
	}
}

//proof:ok
func givesUp() {
	p := &patient{make(chan int), make(chan struct{})}
	go p.run()
	p.put(1)
	close(p.quit)
	p.put(2)
}

// A lock keeps the stop away from the look to the send.
type locked struct {
	mu   sync.Mutex
	in   chan int
	quit chan struct{}
}

func (l *locked) run() {
	for {
		select {
		case <-l.in:
		case <-l.quit:
			return
		}
	}
}

func (l *locked) put(n int) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	select {
	case <-l.quit:
		return false
	default:
	}
	l.in <- n
	return true
}

func (l *locked) close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	close(l.quit)
}

//proof:ok
func keptAway() {
	l := &locked{in: make(chan int), quit: make(chan struct{})}
	go l.run()
	go l.put(1)
	time.Sleep(time.Millisecond)
	l.close()
	l.put(2)
}

// Nothing looks: that nothing is sent after the stop is the caller's matter.
type contract struct {
	in   chan int
	quit chan struct{}
}

func (c *contract) run() {
	for {
		select {
		case <-c.in:
		case <-c.quit:
			return
		}
	}
}

func (c *contract) put(n int) { c.in <- n }

//proof:ok
func byContract() {
	c := &contract{make(chan int), make(chan struct{})}
	go c.run()
	c.put(1)
	close(c.quit)
}

// The rest is received after the stop.
type drains struct {
	in   chan int
	quit chan struct{}
}

func (d *drains) run() {
	for {
		select {
		case <-d.in:
		case <-d.quit:
			<-d.in
			return
		}
	}
}

func (d *drains) put(n int) {
	select {
	case <-d.quit:
		return
	default:
	}
	d.in <- n
}

//proof:ok
func drained() {
	d := &drains{make(chan int), make(chan struct{})}
	go d.run()
	go d.put(1)
	time.Sleep(time.Millisecond)
	close(d.quit)
	d.in <- 2
}

// There is room: what is left behind holds up nobody.
type roomy struct {
	in   chan int
	quit chan struct{}
}

func (r *roomy) run() {
	for {
		select {
		case <-r.in:
		case <-r.quit:
			return
		}
	}
}

func (r *roomy) put(n int) {
	select {
	case <-r.quit:
		return
	default:
	}
	r.in <- n
}

//proof:ok
func withRoom() {
	r := &roomy{make(chan int, 8), make(chan struct{})}
	go r.run()
	r.put(1)
	close(r.quit)
	r.put(2)
}

// The look is at something else.
type other struct {
	in    chan int
	quit  chan struct{}
	pause chan struct{}
}

func (o *other) run() {
	for {
		select {
		case <-o.in:
		case <-o.quit:
			return
		}
	}
}

func (o *other) put(n int) {
	select {
	case <-o.pause:
		return
	default:
	}
	o.in <- n
}

func (o *other) hold() { close(o.pause) }

//proof:ok
func looksElsewhere() {
	o := &other{make(chan int), make(chan struct{}), make(chan struct{})}
	go o.run()
	o.put(1)
	o.hold()
	o.put(2)
	close(o.quit)
}

// The case does not end the loop.
type goesOn struct {
	in    chan int
	flush chan struct{}
	n     int
}

func (g *goesOn) run() {
	for {
		select {
		case n := <-g.in:
			if n == 0 {
				return
			}
		case <-g.flush:
			g.n = 0
			g.flush = nil
		}
	}
}

func (g *goesOn) put(n int) {
	g.in <- n
}

//proof:ok
func flushed() {
	g := &goesOn{in: make(chan int), flush: make(chan struct{})}
	go g.run()
	g.put(1)
	close(g.flush)
	g.put(2)
	g.put(0)
}

// The goroutine that stops the loop is the one that sends.
type owner struct {
	in  chan int
	ctx context.Context
}

func (o *owner) run() {
	for {
		select {
		case <-o.in:
		case <-o.ctx.Done():
			return
		}
	}
}

func (o *owner) put(n int) {
	select {
	case o.in <- n:
	case <-o.ctx.Done():
	}
}

func (o *owner) all(items []int) {
	for _, n := range items {
		if o.ctx.Err() != nil {
			return
		}
		o.put(n)
	}
}

//proof:ok
func byItsOwner() {
	ctx, cancel := context.WithCancel(context.Background())
	o := &owner{make(chan int), ctx}
	go o.run()
	o.all([]int{1, 2})
	cancel()
	o.all([]int{3})
}

// What others got comes back, and its loop runs again.
type restarted struct {
	in   chan int
	quit chan struct{}
}

type loops interface{ loopAgain() }

func (r *restarted) String() string { return "restarted" }

func (r *restarted) loopAgain() {
	for {
		select {
		case <-r.in:
		case <-r.quit:
			return
		}
	}
}

func start(show func(fmt.Stringer)) *restarted {
	r := &restarted{make(chan int), make(chan struct{})}
	go r.loopAgain()
	show(r)
	return r
}

// Again runs what it gets.
func Again(of any) {
	if l, ok := of.(loops); ok {
		go l.loopAgain()
	}
}

func (r *restarted) put(n int) {
	select {
	case <-r.quit:
		return
	default:
	}
	r.in <- n
}

//proof:ok
func runsAgain() {
	r := start(func(fmt.Stringer) {})
	r.put(1)
	close(r.quit)
	Again(r)
	r.put(2)
}
