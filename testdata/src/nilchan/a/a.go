// Package a has channels that nobody makes.
package a

import (
	"sync"
	"time"
)

type request struct{ id int }

type server struct {
	requests chan request
	quit     chan struct{}
	results  chan int
	wg       sync.WaitGroup
}

func newServer() *server { return &server{requests: make(chan request, 4)} }

// row: S08
//
//proof:by stopServer
func (s *server) serve() {
	defer s.wg.Done()
	for {
		select { //proof:at
		case r := <-s.requests:
			_ = r.id
		case <-s.quit: // want `nothing in the package makes the channel quit, which is nil: this case is never chosen; make the channel, or leave the case out`
			return
		}
	}
}

// row: C04
//
//proof:leak
func stopServer() {
	s := newServer()
	s.wg.Add(1)
	go s.serve()
	s.requests <- request{1}
	s.wg.Wait() //proof:at
}

// row: C04
//
//proof:by deliver
func (s *server) result() int {
	return <-s.results // want `nothing in the package makes the channel results, which is nil: this receive blocks for ever; make it before it is used`
}

//proof:leak
func deliver() {
	s := newServer()
	go s.result()
	time.Sleep(time.Millisecond)
}

type logger struct {
	lines chan string
	name  string
}

// row: C04
//
//proof:by logged
func (l *logger) print(line string) {
	l.lines <- l.name + line // want `nothing in the package makes the channel lines, which is nil: this send blocks for ever`
}

//proof:leak
func logged() {
	l := &logger{name: "x"}
	go l.print("a")
	time.Sleep(time.Millisecond)
}

// The parts of a struct are set one by one: all but the channel.
type pool struct {
	size int
	free chan *logger
}

func (p *pool) init(size int) { p.size = size }

// row: C04
//
//proof:by taken
func (p *pool) all() (n int) {
	for range p.free { // want `nothing in the package makes the channel free, which is nil: this receive blocks for ever`
		n++
	}
	return n
}

//proof:leak
func taken() {
	p := new(pool)
	p.init(3)
	go p.all()
	time.Sleep(time.Millisecond)
}

var stopped chan bool

// row: C04
//
//proof:leak
func WaitForStop() {
	<-stopped // want `nothing in the package makes the channel stopped, which is nil: this receive blocks for ever`
}

var wake chan struct{}

// A value is copied with its channel.
type event struct{ done chan struct{} }

func newEvent() event { return event{} }

// row: C04
//
//proof:leak
func waitForEvent() {
	e := newEvent()
	copied := e
	wait := func() {
		<-copied.done // want `nothing in the package makes the channel done, which is nil: this receive blocks for ever`
	}
	wait()
}

// row: S08
//
//proof:observe
//proof:instead var timeout <-chan time.Time => timeout := time.After(time.Millisecond)
//proof:instead case <-timeout: => case _ = <-timeout:
func withoutTimeout() bool {
	var timeout <-chan time.Time
	given := time.After(50 * time.Millisecond)
	select {
	case <-timeout: // want `nothing in the package makes the channel timeout, which is nil: this case is never chosen`
		return false
	case <-given:
		return true
	}
}

// row: S08
//
//proof:observe
//proof:instead case wake <- => case make(chan struct{}, 1) <-
func TryWake() bool {
	select {
	case wake <- struct{}{}: // want `nothing in the package makes the channel wake, which is nil: this case is never chosen`
		return false
	default:
		return true
	}
}

type feed struct {
	items <-chan int
	extra chan<- int
}

// Only cases that can't be chosen.
//
//proof:leak
func Neither() {
	f := feed{}
	select { //proof:at
	case <-f.items: // want `nothing in the package makes the channel items`
	case f.extra <- 1: // want `nothing in the package makes the channel extra`
	}
}
