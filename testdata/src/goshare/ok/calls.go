package ok

import (
	"net/textproto"
	"sync"
)

type turnstile struct {
	acquire func()
	release func()
}

// A field that says that it waits.
//
//proof:ok
func turn() {
	token := make(chan struct{}, 1)
	t := turnstile{acquire: func() { token <- struct{}{} }, release: func() { <-token }}
	n := 0
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			t.acquire()
			n++
			t.release()
		})
	}
	wg.Wait()
	_ = n
}

// A literal that waits, whatever its name is.
//
//proof:ok
func literalWaits() {
	token := make(chan struct{}, 1)
	in := func() { token <- struct{}{} }
	pass := func() { in() }
	n := 0
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			pass()
			n++
			<-token
		})
	}
	wg.Wait()
	_ = n
}

// A function from a list of functions has no name.
//
//proof:ok
func listed() {
	token := make(chan struct{}, 1)
	steps := []func(){func() { token <- struct{}{} }, func() { <-token }}
	n := 0
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			steps[0]()
			n++
			steps[1]()
		})
	}
	wg.Wait()
	_ = n
}

// A pipeline gives each goroutine its turn.
//
//proof:ok
func pipelined() {
	var p textproto.Pipeline
	n := 0
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			id := p.Next()
			p.StartRequest(id)
			n++
			p.EndRequest(id)
		})
	}
	wg.Wait()
	_ = n
}
