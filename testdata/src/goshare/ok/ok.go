// Package ok has variables that goroutines share in order.
package ok

import (
	"errors"
	"sync"
	"sync/atomic"
	"time"
)

func fetch() (int, error) { return 1, errors.New("failed") }

// Wait orders.
//
//proof:ok
func waited() {
	var err error
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		_, err = fetch()
	}()
	wg.Wait()
	if err == nil {
		panic("nil")
	}
}

// A receive orders.
//
//proof:ok
func received() {
	var err error
	done := make(chan bool)
	go func() {
		_, err = fetch()
		close(done)
	}()
	<-done
	if err == nil {
		panic("nil")
	}
}

// A helper waits.
//
//proof:ok
func helper() {
	var err error
	done := make(chan bool)
	go func() {
		_, err = fetch()
		done <- true
	}()
	wait(done)
	if err == nil {
		panic("nil")
	}
}

func wait(done chan bool) { <-done }

// A select orders on one of its ways.
//
//proof:ok
func selected() {
	n := 0
	done := make(chan bool)
	go func() {
		n = 1
		close(done)
	}()
	select {
	case <-done:
		_ = n
	case <-time.After(time.Second):
	}
}

// The lock guards both.
//
//proof:ok
func locked() {
	var mu sync.Mutex
	n := 0
	var wg sync.WaitGroup
	for range 10 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			mu.Lock()
			defer mu.Unlock()
			n++
		}()
	}
	mu.Lock()
	_ = n
	mu.Unlock()
	wg.Wait()
}

// A semaphore with one place is a lock.
//
//proof:ok
func semaphore() {
	sem := make(chan bool, 1)
	n := 0
	var wg sync.WaitGroup
	for range 10 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			sem <- true
			n++
			<-sem
		}()
	}
	wg.Wait()
}

// Each iteration has its own.
//
//proof:ok
func own() {
	var wg sync.WaitGroup
	for range 10 {
		n := 0
		wg.Add(1)
		go func() {
			defer wg.Done()
			n++
		}()
	}
	wg.Wait()
}

// Each goroutine has an element of its own.
//
//proof:ok
func elements() {
	all := make([]int, 10)
	var wg sync.WaitGroup
	for i := range all {
		wg.Add(1)
		go func() {
			defer wg.Done()
			all[i] = i
		}()
	}
	wg.Wait()
}

// The loop waits for each.
//
//proof:ok
func oneByOne() {
	n := 0
	for range 10 {
		done := make(chan bool)
		go func() {
			n++
			close(done)
		}()
		<-done
	}
	if n != 10 {
		panic(n)
	}
}

// The goroutine has a copy, and a variable of its own.
//
//proof:ok
func parameter() {
	n := 3
	done := make(chan bool)
	go func(n int) {
		n++
		var err error
		_, err = fetch()
		_ = err
		close(done)
	}(n)
	n++
	<-done
}

// The goroutine only reads.
//
//proof:ok
func readers() {
	n := 3
	done := make(chan bool)
	go func() {
		_ = n
		close(done)
	}()
	_ = n
	<-done
}

// The goroutine sets it when it is told to.
//
//proof:ok
func told() {
	n := 0
	start, done := make(chan bool), make(chan bool)
	go func() {
		<-start
		n = 1
		close(done)
	}()
	if n != 0 {
		panic(n)
	}
	close(start)
	<-done
}

// Atomics.
//
//proof:ok
func atomics() {
	var n atomic.Int64
	var wg sync.WaitGroup
	for range 10 {
		wg.Go(func() { n.Add(1) })
	}
	wg.Wait()
	_ = n.Load()
}

// A Once lets one of them set it.
//
//proof:ok
func once() {
	var o sync.Once
	var err error
	var wg sync.WaitGroup
	for range 10 {
		wg.Go(func() {
			o.Do(func() { _, err = fetch() })
		})
	}
	wg.Wait()
	_ = err
}

// Each goroutine starts the next one.
//
//proof:ok
func chain() {
	n := 0
	done := make(chan bool)
	var step func()
	step = func() {
		n++
		if n == 3 {
			close(done)
			return
		}
		go step()
	}
	go step()
	<-done
	_ = n
}

// The loop comes to the go statement only once.
//
//proof:ok
func first() {
	n := 0
	done := make(chan bool)
	for i := range 3 {
		if i == 1 {
			go func() {
				n++
				close(done)
			}()
			break
		}
	}
	<-done
	_ = n
}

// A method value.
//
//proof:ok
func methodValue() {
	var c counter
	go c.add()
	c.wait()
	_ = c.n
}

type counter struct {
	mu sync.Mutex
	n  int
}

func (c *counter) add() {
	c.mu.Lock()
	c.n++
	c.mu.Unlock()
}

func (c *counter) wait() {
	for {
		c.mu.Lock()
		n := c.n
		c.mu.Unlock()
		if n > 0 {
			return
		}
	}
}

// Each has a field of its own.
//
//proof:ok
func fields() {
	var r struct{ a, b int }
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		r.a = 1
	}()
	go func() {
		defer wg.Done()
		r.b = 1
	}()
	wg.Wait()
}

// The second starts when the first has ended.
//
//proof:ok
func oneAfterTheOther() {
	n := 0
	done := make(chan bool)
	go func() {
		n++
		done <- true
	}()
	<-done
	go func() {
		n++
		done <- true
	}()
	<-done
	_ = n
}

// An atomic says whose turn it is.
//
//proof:ok
func turns() {
	var turn atomic.Int32
	n := 0
	done := make(chan bool)
	go func() {
		n = 1
		turn.Store(1)
		done <- true
	}()
	go func() {
		if turn.Load() == 1 {
			n = 2
		}
		done <- true
	}()
	<-done
	<-done
	_ = n
}

// The loop comes round once.
//
//proof:ok
func onlyOne() {
	n := 0
	done := make(chan bool)
	for range 1 {
		go func() {
			n++
			done <- true
		}()
	}
	<-done
	_ = n
}

// Both only read the map.
//
//proof:ok
func mapReaders() {
	m := map[string]int{"a": 1}
	done := make(chan int)
	go func() { done <- m["a"] }()
	if m["a"] != 1 {
		panic("a")
	}
	<-done
}

// The struct has a lock of its own.
//
//proof:ok
func ownLock() {
	var c counter
	done := make(chan bool)
	go func() {
		c.mu.Lock()
		c.n++
		c.mu.Unlock()
		done <- true
	}()
	c.mu.Lock()
	c.n++
	c.mu.Unlock()
	<-done
}

// Only one of the goroutines sets it.
//
//proof:ok
func chosen() {
	n := 0
	var wg sync.WaitGroup
	for i := range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if i == 1 {
				n = i
			}
		}()
	}
	wg.Wait()
	_ = n
}

// Each round has a variable of its own.
//
//proof:ok
func loopVariable() {
	var wg sync.WaitGroup
	n := 0
	for _, name := range []string{"a", "b", "c"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			_ = len(name)
		}()
		n++
	}
	for i := 0; i < 3; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			_ = i + n
		}()
		time.Sleep(time.Microsecond)
	}
	wg.Wait()
}

// There is one part of each kind.
//
//proof:ok
func onePartOfAKind() {
	var head, body string
	var wg sync.WaitGroup
	for _, kind := range []int{1, 2} {
		wg.Add(1)
		switch kind {
		case 1:
			go func() {
				head = "head"
				wg.Done()
			}()
		case 2:
			go func() {
				body = "body"
				wg.Done()
			}()
		}
	}
	wg.Wait()
	if head+body != "headbody" {
		panic("lost")
	}
}
