package a

import (
	"sync"
	"time"
)

// A poller is stopped while it is at work: when it comes back, there is no channel any more.
type poller struct {
	mu   sync.Mutex
	stop chan struct{}
	tick chan int
	gate chan struct{}
}

func (p *poller) start() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.stop = make(chan struct{})
	go p.run()
}

//proof:by stopAtWork
func (p *poller) run() {
	for {
		select { //proof:at
		case <-p.tick:
			<-p.gate // at work
		case <-p.stop:
			return
		}
	}
}

//proof:by stopAtWork
func (p *poller) halt() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.stop != nil {
		close(p.stop)
		p.stop = nil // want `who comes to the receive of stop at line 29 after this finds nil and has missed the close: leave the closed channel, or hand the goroutine its own copy`
	}
}

//proof:leak
func stopAtWork() {
	p := &poller{tick: make(chan int), gate: make(chan struct{})}
	p.start()
	p.tick <- 1
	p.halt()
	close(p.gate)
	time.Sleep(time.Millisecond)
}

// A plain receive, twice.
type phases struct{ next chan int }

//proof:by twoPhases
func (p *phases) wait(gate chan struct{}) {
	for range 2 {
		<-p.next //proof:at
		<-gate
	}
}

//proof:by twoPhases
func (p *phases) end() {
	close(p.next)
	p.next = nil // want `who comes to the receive of next at line 61 after this finds nil`
}

//proof:leak
func twoPhases() {
	p := &phases{next: make(chan int)}
	gate := make(chan struct{})
	go p.wait(gate)
	p.next <- 1
	p.end()
	close(gate)
	time.Sleep(time.Millisecond)
}

// It asks before the loop only.
type heartbeat struct {
	mu   sync.Mutex
	quit chan struct{}
}

//proof:by deregister
func (h *heartbeat) loop(beats, gate chan struct{}) {
	h.mu.Lock()
	if h.quit != nil {
		h.mu.Unlock()
		return
	}
	h.quit = make(chan struct{})
	h.mu.Unlock()
	for {
		select { //proof:at
		case <-beats:
			<-gate
		case <-h.quit:
			return
		}
	}
}

//proof:by deregister
func (h *heartbeat) end() {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.quit != nil {
		close(h.quit)
		h.quit = nil // want `who comes to the receive of quit at line 102 after this finds nil`
	}
}

//proof:leak
func deregister() {
	h := new(heartbeat)
	beats, gate := make(chan struct{}), make(chan struct{})
	go h.loop(beats, gate)
	beats <- struct{}{}
	h.end()
	close(gate)
	time.Sleep(time.Millisecond)
}

// In a literal, and by a variable of the package.
var paused struct{ resume chan struct{} }

//proof:leak
func InLiteral() {
	paused.resume = make(chan struct{})
	work, gate := make(chan int), make(chan struct{})
	go func() {
		for {
			select { //proof:at
			case <-work:
				<-gate
			case <-paused.resume:
				return
			}
		}
	}()
	work <- 1
	close(paused.resume)
	paused.resume = nil // want `who comes to the receive of resume at line 141 after this finds nil`
	close(gate)
	time.Sleep(time.Millisecond)
}
