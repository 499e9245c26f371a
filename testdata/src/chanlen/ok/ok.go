// Package ok asks for the length of channels where nobody can come in between.
package ok

import "sync"

var sink int

// One receiver.
//
//proof:ok
func single() {
	ch := make(chan int, 4)
	for i := range 4 {
		go func() { ch <- i }()
	}
	<-ch
	for len(ch) > 0 {
		sink = <-ch
	}
}

// One sender: nobody else fills the channel.
//
//proof:ok
func oneSender() {
	ch := make(chan int, 1)
	go func() {
		for v := range ch {
			sink = v
		}
	}()
	for i := range 10 {
		if len(ch) < cap(ch) {
			ch <- i
		}
	}
	close(ch)
}

// The others have ended.
//
//proof:ok
func after() {
	ch := make(chan int, 8)
	for i := range 8 {
		ch <- i
	}
	var wg sync.WaitGroup
	for range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			<-ch
		}()
	}
	wg.Wait()
	for len(ch) > 0 {
		<-ch
	}
}

// Both steps are under a lock.
//
//proof:ok
func locked() {
	var mu sync.Mutex
	var wg sync.WaitGroup
	ch := make(chan int, 1)
	ch <- 1
	for range 2 {
		wg.Go(func() {
			mu.Lock()
			defer mu.Unlock()
			if len(ch) > 0 {
				<-ch
			}
		})
	}
	wg.Wait()
}

// The caller has the lock.
//
//proof:ok
func lockedByCaller() {
	var s state
	s.ch = make(chan int, 1)
	var wg sync.WaitGroup
	for i := range 2 {
		wg.Go(func() {
			s.mu.Lock()
			s.put(i)
			s.mu.Unlock()
		})
	}
	wg.Wait()
}

type state struct {
	mu sync.Mutex
	ch chan int
}

//proof:by lockedByCaller
func (s *state) put(v int) {
	if len(s.ch) < cap(s.ch) {
		s.ch <- v
	}
}

// A select with a default decides and acts in one step.
//
//proof:ok
func selected() {
	ch := make(chan int, 1)
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			if len(ch) > 0 {
				select {
				case sink = <-ch:
				default:
				}
			}
		})
	}
	wg.Wait()
}

// Each goroutine has a channel of its own.
//
//proof:ok
func own() {
	var wg sync.WaitGroup
	for range 2 {
		ch := make(chan int, 1)
		ch <- 1
		wg.Go(func() {
			if len(ch) > 0 {
				<-ch
			}
		})
	}
	wg.Wait()
}

// A length of another channel.
//
//proof:ok
func other() {
	a, b := make(chan int, 2), make(chan int, 2)
	a <- 1
	a <- 2
	b <- 1
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			if len(b) > 0 {
				<-a
			}
		})
	}
	wg.Wait()
}

// The length is only told.
//
//proof:ok
func told() {
	ch := make(chan int, 2)
	ch <- 1
	ch <- 2
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			n := len(ch)
			sink2(n)
			<-ch
		})
	}
	wg.Wait()
}

func sink2(int) {}

// Nothing is received where there is something.
//
//proof:ok
func empty() {
	ch := make(chan int, 1)
	ch <- 1
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			if len(ch) == 0 {
				return
			}
			sink2(cap(ch))
		})
	}
	wg.Wait()
}

// The loop starts one goroutine.
//
//proof:ok
func oneRound() {
	ch := make(chan int, 1)
	ch <- 1
	var wg sync.WaitGroup
	for range 1 {
		wg.Go(func() {
			if len(ch) > 0 {
				<-ch
			}
		})
	}
	wg.Wait()
}

// One after the other.
//
//proof:ok
func inTurn() {
	ch := make(chan int, 1)
	ch <- 1
	for range 2 {
		done := make(chan bool)
		go func() {
			if len(ch) > 0 {
				<-ch
			}
			close(done)
		}()
		<-done
	}
}

type values func(yield func(int) bool)

// The loop body is a function literal of its own, and the only receiver.
//
//proof:ok
func iterated() {
	ch := make(chan int, 1)
	ch <- 1
	var two values = func(yield func(int) bool) { _ = yield(1) && yield(2) }
	for range two {
		if len(ch) > 0 {
			<-ch
		}
	}
}

// Wait comes first, in the goroutine that drains.
//
//proof:ok
func drained() {
	ch := make(chan int, 4)
	for i := range 4 {
		ch <- i
	}
	var wg sync.WaitGroup
	wg.Go(func() { <-ch })
	done := make(chan bool)
	wg.Wait()
	go func() {
		for len(ch) > 0 {
			<-ch
		}
		close(done)
	}()
	<-done
}
