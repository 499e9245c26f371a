// Package ok starts goroutines that wait where they should.
package ok

import (
	"sync"
	"time"
)

var (
	mu   sync.Mutex
	sink any
)

func save(v any) {
	mu.Lock()
	sink = v
	mu.Unlock()
}

func download() int {
	time.Sleep(time.Millisecond)
	return 1
}

// The new goroutine calls it.
//
//proof:ok
func inside() {
	go func() { save(download()) }()
}

// A literal as an argument is not called here.
//
//proof:ok
func literal() {
	go call(func() int { return download() })
}

func call(f func() int) { save(f()) }

// The function value is one that was made before.
//
//proof:ok
func value() {
	f := download
	go call(f)
}

// What comes next is taken here on purpose: there is one goroutine for each value.
//
//proof:ok
func next() {
	in := make(chan int, 3)
	for i := range 3 {
		in <- i
	}
	close(in)
	for range 3 {
		go save(<-in)
	}
}

// Only sometimes it waits.
//
//proof:ok
func cached() {
	c := cache{1: 1}
	go save(c.get(1))
}

type cache map[int]int

func (c cache) get(k int) int {
	if v, ok := c[k]; ok {
		return v
	}
	time.Sleep(time.Millisecond)
	return 0
}

// What is computed takes no time.
//
//proof:ok
func computed() {
	go save(len("abc") + time.Now().Nanosecond())
}

// The place is taken before the goroutine starts.
//
//proof:ok
func limited() {
	in, sem := values(), make(chan struct{}, 2)
	for v := range in {
		sem <- struct{}{}
		go func() {
			defer func() { <-sem }()
			save(v)
		}()
	}
}

func values() chan int {
	in := make(chan int, 10)
	for i := range 10 {
		in <- i
	}
	close(in)
	return in
}

// So many there are and no more.
//
//proof:ok
func bounded() {
	sem := make(chan struct{}, 2)
	for i := range 4 {
		go func() {
			sem <- struct{}{}
			defer func() { <-sem }()
			save(i)
		}()
	}
}

// The elements of a slice are in memory anyway.
//
//proof:ok
func slice() {
	sem := make(chan struct{}, 2)
	for _, s := range []string{"a", "b"} {
		go func() {
			sem <- struct{}{}
			defer func() { <-sem }()
			save(s)
		}()
	}
}

// The loop waits for each round.
//
//proof:ok
func rounds() {
	in, sem := values(), make(chan struct{}, 2)
	for v := range in {
		var wg sync.WaitGroup
		for range 2 {
			wg.Add(1)
			go func() {
				defer wg.Done()
				sem <- struct{}{}
				defer func() { <-sem }()
				save(v)
			}()
		}
		wg.Wait()
	}
}

// A signal is no limit: nothing is given back.
//
//proof:ok
func signal() {
	in, done := values(), make(chan struct{}, 10)
	for v := range in {
		go func() {
			done <- struct{}{}
			save(v)
		}()
	}
}

// Values are sent, not places taken.
//
//proof:ok
func results() {
	in, out := values(), make(chan int, 10)
	for v := range in {
		go func() {
			out <- v
			<-out
		}()
	}
}

// It does something before it needs the place.
//
//proof:ok
func later() {
	in, sem := values(), make(chan struct{}, 2)
	for v := range in {
		go func() {
			save(v)
			sem <- struct{}{}
			defer func() { <-sem }()
			save(v)
		}()
	}
}

type client struct{}

// Another function of the name Do.
func (client) Do(n int) int { return n }

//proof:ok
func named() {
	go save(client{}.Do(1))
}

type seq func(yield func(int) bool)

// The body of an iterator's loop.
//
//proof:ok
func iterated() {
	var two seq = func(yield func(int) bool) { _ = yield(1) && yield(2) }
	for v := range two {
		go save(v)
	}
}
