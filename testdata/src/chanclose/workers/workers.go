// Package workers closes channels in several goroutines.
package workers

import (
	"sync"
	"sync/atomic"
)

// row: C07
//
//proof:panic close of closed channel
func each() {
	results := make(chan int, 3)
	for i := range 3 {
		go func() { // want `each goroutine started here closes results \(line 16\), and the second close panics: close it once, in one owner, after wg.Wait`
			defer close(results)
			results <- i //proof:at
		}() //proof:at
	}
	for range 3 {
		<-results
	}
	wait()
}

func wait() {
	var forever chan int
	<-forever
}

//proof:by named
func worker(id int, results chan<- int, wg *sync.WaitGroup) {
	defer wg.Done()
	results <- id  //proof:at
	close(results) //proof:at
}

// row: C07
//
//proof:panic closed channel
func named() {
	results := make(chan int, 3)
	var wg sync.WaitGroup
	for id := 0; id < 3; id++ {
		wg.Add(1)
		go worker(id, results, &wg) // want `each goroutine started here closes results \(line 35\)`
	}
	wg.Wait()
}

//proof:panic close of closed channel
func group() {
	done := make(chan bool)
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() { // want `each goroutine started here closes done \(line 57\)`
			close(done) //proof:at
		})
	}
	wg.Wait()
}

// row: C07
//
//proof:panic close of closed channel
func jobs() {
	in := make(chan int, 4)
	out := make(chan int, 4)
	for i := range 4 {
		in <- i
	}
	close(in)
	for range 2 {
		go func() { // want `each goroutine started here closes out \(line 75\)`
			defer close(out)
			for v := range in {
				out <- v
			}
		}() //proof:at
	}
	wait()
}

//proof:by two
func closer(ch chan int) {
	defer close(ch)
} //proof:at

//proof:panic close of closed channel
func two() {
	ch := make(chan int)
	go closer(ch)
	go closer(ch) // want `ch is closed already, by the close of line 92`
	wait()
}

type server struct{ done chan bool }

//proof:by fields
func (s *server) read() { defer close(s.done) } //proof:at
//proof:by fields
func (s *server) write() { defer close(s.done) } //proof:at

//proof:panic close of closed channel
func fields() {
	s := &server{make(chan bool)}
	go s.read()
	go s.write() // want `s.done is closed already, by the close of line 107`
	wait()
}

//proof:ok
func last() {
	results := make(chan int, 3)
	left := int32(3)
	for i := range 3 {
		go func() {
			results <- i
			if atomic.AddInt32(&left, -1) == 0 {
				close(results)
			}
		}()
	}
	for range results {
	}
}

//proof:ok
func owner() {
	results := make(chan int)
	var wg sync.WaitGroup
	for i := range 3 {
		wg.Go(func() { results <- i })
	}
	go func() {
		wg.Wait()
		close(results)
	}()
	for range results {
	}
}

//proof:ok
func own() {
	for range 3 {
		done := make(chan bool)
		go func() {
			close(done)
		}()
		<-done
	}
}

//proof:ok
func once() {
	done := make(chan bool)
	var o sync.Once
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() { o.Do(func() { close(done) }) })
	}
	wg.Wait()
}

//proof:ok
func locked() {
	var mu sync.Mutex
	var wg sync.WaitGroup
	closed := false
	done := make(chan bool)
	for range 3 {
		wg.Go(func() {
			mu.Lock()
			defer mu.Unlock()
			if !closed {
				closed = true
				close(done)
			}
		})
	}
	wg.Wait()
}

//proof:ok
func swapped() {
	done := make(chan bool)
	var closed atomic.Bool
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			if closed.CompareAndSwap(false, true) {
				close(done)
			}
		})
	}
	wg.Wait()
}

//proof:ok
func oneOnly() {
	done := make(chan bool)
	for range 3 {
		go func() { close(done) }()
		break
	}
	<-done
}

//proof:ok
func list() {
	chs := []chan bool{make(chan bool), make(chan bool)}
	for _, ch := range chs {
		go func() { close(ch) }()
	}
	for i := range chs {
		<-chs[i]
	}
}

//proof:ok
func pipeline() {
	a, b := make(chan int), make(chan int)
	go func() {
		defer close(a)
		a <- 1
	}()
	go func() {
		defer close(b)
		for v := range a {
			b <- v
		}
	}()
	for range b {
	}
}
