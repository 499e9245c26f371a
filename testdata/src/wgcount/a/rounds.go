package a

import (
	"sync"
	"time"
)

// settle gives goroutines the time to come to their end.
func settle() { time.Sleep(20 * time.Millisecond) }

// row: W06
//
//proof:observe
//proof:instead wg.Add(1) => wg.Add(len(names))
func addOnce() (negative bool) {
	names := []string{"a", "b", "c"}
	var wg sync.WaitGroup
	var mu sync.Mutex
	wg.Add(1) // want `this Add counts 1, but each round starts a goroutine that calls Done \(line \d+\): the counter gets negative, which panics; call Add in the loop`
	for range names {
		go func() {
			defer func() {
				if recover() != nil {
					mu.Lock()
					negative = true
					mu.Unlock()
				}
			}()
			defer wg.Done()
		}()
	}
	wg.Wait()
	settle()
	mu.Lock()
	defer mu.Unlock()
	return negative
}

//proof:none the panic ends the process
func addTwoOfThree(f func(int)) {
	var wg sync.WaitGroup
	wg.Add(2) // want `this Add counts 2, but each round starts a goroutine`
	for i := range 3 {
		go func() {
			defer wg.Done()
			f(i)
		}()
	}
	wg.Wait()
}

// row: W05
//
//proof:by skipsDown
func ping(hosts []string, down map[string]bool) {
	var wg sync.WaitGroup
	wg.Add(len(hosts)) // want `this Add counts each element, but the loop leaves some out \(line \d+\) and starts nothing for them: the Wait at line \d+ waits for ever; call Add\(1\) in the loop`
	for _, h := range hosts {
		if down[h] {
			continue
		}
		go func() {
			defer wg.Done()
			_ = h
		}()
	}
	wg.Wait() //proof:at
}

//proof:leak
func skipsDown() {
	go ping([]string{"a", "b"}, map[string]bool{"b": true})
	settle()
}

// row: W11
//
//proof:leak
func waitsForItself() {
	out := make(chan int)
	var wg sync.WaitGroup
	for i := range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			out <- i
		}()
	}
	wg.Add(1)
	go func() {
		defer wg.Done()
		wg.Wait() // want `this Wait waits for its own goroutine, started at line \d+, which is counted until it returns: neither ends; wait in one that is not counted`
		close(out)
	}()
	<-out
	<-out
}

//proof:leak
func goWaits() {
	var wg sync.WaitGroup
	wg.Go(func() {
		wg.Wait() // want `this Wait waits for its own goroutine`
	})
	settle()
}

type engine struct {
	running sync.WaitGroup
	mu      sync.Mutex
	failed  bool
}

// row: W08 W09
//
//proof:none the panic ends the process
func (e *engine) eval(rule func()) {
	defer e.running.Done() // want `e.running.Go calls Done when the function returns: this Done makes the counter negative, which panics; leave it out`
	rule()
}

//proof:none the panic ends the process
func (e *engine) evalAll(rules []func()) {
	for _, r := range rules {
		e.running.Go(func() { e.eval(r) })
	}
	e.running.Wait()
}
