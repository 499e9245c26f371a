// Package a keeps slots.
package a

import (
	"context"
	"errors"
	"sync"
	"time"
)

type server struct {
	slots chan struct{}
	fails bool
}

func newServer() *server { return &server{slots: make(chan struct{}, 1), fails: true} }

var errFailed = errors.New("failed")

func (s *server) dial() error {
	if s.fails {
		return errFailed
	}
	return nil
}

//proof:by onReturn
func (s *server) do() error {
	s.slots <- struct{}{} // want `the slot that this send takes is kept on the return at line 31: after as many of them as there are slots every send here waits for ever; receive there, or in a defer`
	if err := s.dial(); err != nil {
		return err
	}
	<-s.slots
	return nil
}

//proof:leak
func onReturn() {
	s := newServer()
	go func() {
		s.do()
		s.do()
	}()
}

//proof:by inSelect
func (s *server) try(ctx context.Context) error {
	select {
	case s.slots <- struct{}{}: // want `the slot that this send takes is kept on the return at line 55`
	case <-ctx.Done():
		return ctx.Err()
	}
	switch err := s.dial(); {
	case err != nil:
		return err
	}
	<-s.slots
	return nil
}

//proof:observe
//proof:instead case s.slots <- struct{}{}: => case s.slots <- struct{}{}: defer func() { <-s.slots }(); return s.dial()
func inSelect() bool {
	s := newServer()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Millisecond)
	defer cancel()
	s.try(ctx)
	return s.try(ctx) == context.DeadlineExceeded
}

//proof:by inLoop
func (s *server) serve(jobs []int) {
	for _, job := range jobs {
		s.slots <- struct{}{} // want `the slot that the last iteration took is kept after the condition at line 75, and this send takes another: receive on each way round the loop`
		if job < 0 {
			continue
		}
		s.dial()
		<-s.slots
	}
}

//proof:leak
func inLoop() {
	go newServer().serve([]int{-1, -1})
}

//proof:by inGoroutine
func (s *server) start() {
	s.slots <- struct{}{} // want `the slot that this send takes is kept when the goroutine ends at line 93: after as many of them as there are slots every send here waits for ever; receive in a defer`
	go func() {
		if s.dial() != nil {
			return
		}
		<-s.slots
	}()
}

//proof:leak
func inGoroutine() {
	s := newServer()
	go func() {
		s.start()
		s.start()
	}()
}

var limit = make(chan bool, 1)

//proof:by byGroup
func group(jobs []int) {
	var wg sync.WaitGroup
	for _, job := range jobs {
		limit <- true // want `the slot that this send takes is kept when the goroutine ends at line 117`
		wg.Go(func() {
			if job < 0 {
				return
			}
			<-limit
		})
	}
	wg.Wait()
}

//proof:leak
func byGroup() {
	go group([]int{-1, -1})
}

// The goroutine that gives back is not reached.
//
//proof:by beforeGoroutine
func (s *server) background() error {
	s.slots <- struct{}{} // want `the slot that this send takes is kept on the return at line 136`
	if err := s.dial(); err != nil {
		return err
	}
	go func() {
		defer func() { <-s.slots }()
		s.dial()
	}()
	return nil
}

//proof:leak
func beforeGoroutine() {
	s := newServer()
	go func() {
		s.background()
		s.background()
	}()
}

type gate chan struct{}

type gated struct{ gate }

func newGated() *gated { return &gated{make(gate, 1)} }

//proof:by throughAlias
func (g *gated) pass(f func() bool) {
	g.gate <- struct{}{} // want `the slot that this send takes is kept on the return at line 165`
	for range 3 {
		if f() {
			return
		}
	}
	<-g.gate
}

//proof:leak
func throughAlias() {
	g := newGated()
	yes := func() bool { return true }
	go func() {
		g.pass(yes)
		g.pass(yes)
	}()
}
