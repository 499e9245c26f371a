// Package ok makes its channels, or means them to be absent.
package ok

import (
	"context"
	"time"
)

type server struct {
	made    chan int
	later   chan int
	by      chan int
	literal chan int
	option  chan int
	answers chan int
}

func newServer() *server {
	s := &server{literal: make(chan int, 1), made: make(chan int, 1)}
	s.by = buffered()
	return s
}

func buffered() chan int { return make(chan int, 1) }

func (s *server) start() { s.later = make(chan int, 1) }

//proof:ok
func allMade() {
	s := newServer()
	s.start()
	s.made <- 1
	s.later <- 1
	s.by <- 1
	s.literal <- 1
	<-s.made
	<-s.later
	<-s.by
	<-s.literal
}

// Whoever asks knows that there may be none.
//
//proof:ok
func optional() {
	s := newServer()
	if s.option != nil {
		s.option <- 1
	}
}

// The address leaves: something else sets it.
func (s *server) answersAt() *chan int { return &s.answers }

//proof:ok
func byAddress() {
	s := newServer()
	*s.answersAt() = make(chan int, 1)
	s.answers <- 1
}

type pair struct{ a, b chan int }

//proof:ok
func unkeyed() {
	p := pair{make(chan int, 1), make(chan int, 1)}
	p.a <- 1
	p.b <- 1
}

type inner struct{ c chan int }

type outer struct {
	inner
	name string
}

//proof:ok
func embedded() {
	o := outer{inner{make(chan int, 1)}, "o"}
	o.c <- 1
	select {
	case <-o.c:
	case <-time.After(time.Second):
	}
}

type view struct{ c chan int }

// Two types of the same structure: what one holds, the other does.
//
//proof:ok
func converted() {
	v := view(inner{make(chan int, 1)})
	v.c <- 1
}

//proof:ok
func copied() {
	from := inner{make(chan int, 1)}
	var to inner
	to = from
	to.c <- 1
}

var events chan string

func init() { events = make(chan string, 1) }

//proof:ok
func global() {
	events <- "a"
	<-events
}

// A channel that is set in one turn of the loop and used in the next.
//
//proof:ok
func setInLoop() {
	var retry <-chan time.Time
	failed := make(chan struct{}, 1)
	failed <- struct{}{}
	for {
		select {
		case <-failed:
			retry = time.After(time.Millisecond)
		case <-retry:
			return
		}
	}
}

//proof:ok
func setInClosure() {
	var ready chan struct{}
	prepare := func() { ready = make(chan struct{}, 1) }
	prepare()
	select {
	case ready <- struct{}{}:
	default:
	}
}

// The channel of a parameter is the caller's.
//
//proof:by parameters
func either(a, b <-chan int) int {
	select {
	case v := <-a:
		return v
	case v := <-b:
		return v
	}
}

//proof:ok
func parameters() {
	c := make(chan int, 1)
	c <- 1
	either(c, nil)
}

// A context that can't end has no channel, by its contract.
//
//proof:ok
func context0() {
	c := make(chan int, 1)
	c <- 1
	select {
	case <-context.Background().Done():
	case <-c:
	}
}

// Exported makes channels of other packages possible.
type Exported struct{ Events chan int }

//proof:none another package makes it
func (e *Exported) Wait() int { return <-e.Events }

type tested struct{ testHook chan int }

//proof:ok
func hook() {
	t := new(tested)
	select {
	case <-t.testHook:
	default:
	}
}

type planned struct{ todo chan int }

// Nobody calls it yet.
//
//proof:none it is not called
func (p *planned) next() int { return <-p.todo }

type mover struct{ c chan int }

func fill(list []*mover) {
	for _, m := range list {
		m.c = make(chan int, 1)
	}
}

//proof:ok
func inSlice() {
	list := []*mover{{}, {}}
	fill(list)
	list[0].c <- 1
	list[1].c <- 1
}

type callback struct{ set func(*callback) }

type state struct{ c chan int }

//proof:ok
func byInterface() {
	var s state
	var setter interface{ set(*state) } = maker{}
	setter.set(&s)
	s.c <- 1
}

type maker struct{}

func (maker) set(s *state) { s.c = make(chan int, 1) }

type alias = state

//proof:ok
func aliased() {
	a := alias{c: make(chan int, 1)}
	a.c <- 1
}

type numbered struct {
	each func(yield func(int) bool)
	c    chan int
}

//proof:ok
func rangeOverFunc() {
	n := numbered{each: func(yield func(int) bool) { yield(1) }}
	for i := range n.each {
		n.c = make(chan int, i)
	}
	n.c <- 1
}

type bound struct{ c chan int }

func (b *bound) make() { b.c = make(chan int, 1) }

//proof:ok
func methodValue() {
	b := new(bound)
	f := b.make
	f()
	b.c <- 1
}

// It is asked for in a variable: who sets it is not in the package, or is a test.
type injected struct{ fail chan error }

func (i *injected) poll(step func() error) error {
	if ch := i.fail; ch != nil {
		select {
		case err := <-ch:
			return err
		default:
		}
	}
	return step()
}

//proof:ok
func nothingInjected() {
	new(injected).poll(func() error { return nil })
}
