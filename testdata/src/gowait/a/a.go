// Package a starts goroutines that wait on the wrong side.
package a

import (
	"os/exec"
	"runtime"
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

const long = 20 * time.Millisecond

//proof:by argument
func download() int {
	time.Sleep(long)
	return 1
}

// took reports whether the function takes long.
func took(f func()) bool {
	begin := time.Now()
	f()
	return time.Since(begin) >= long
}

// row: G22
//
//proof:observe
//proof:instead go save(download()) => go func() { save(download()) }()
func argument() bool {
	return took(func() {
		go save(download()) // want `this goroutine waits here for download: go evaluates the operands before it starts the new one; call it in there: go func\(\) { … }\(\)`
	})
}

//proof:observe
//proof:instead go save(download() + 1) => go func() { save(download() + 1) }()
func inExpression() bool {
	return took(func() {
		go save(download() + 1) // want `this goroutine waits here for download`
	})
}

type client struct{ n int }

func dial() *client {
	c := &client{}
	c.connect()
	return c
}

func (c *client) connect() { c.n = download() }
func (c *client) run()     { save(c.n) }

// The receiver is an operand, too; the wait is two calls deep.
//
//proof:observe
//proof:instead go dial().run() => go func() { dial().run() }()
func receiver() bool {
	return took(func() {
		go dial().run() // want `this goroutine waits here for dial`
	})
}

//proof:observe
//proof:instead go save(c.get(long)) => go func() { save(c.get(long)) }()
func method() bool {
	c := &client{}
	return took(func() {
		go save(c.get(long)) // want `this goroutine waits here for c.get`
	})
}

//proof:by method
func (c *client) get(d time.Duration) int {
	if d > 0 {
		time.Sleep(d)
		return 1
	}
	time.Sleep(long)
	return 2
}

func saveBoth(out []byte, err error) { save(err) }

//proof:observe
//proof:instead go saveBoth(exec.Command("sleep", "0.05").Output()) => go func() { saveBoth(exec.Command("sleep", "0.05").Output()) }()
func process() bool {
	return took(func() {
		go saveBoth(exec.Command("sleep", "0.05").Output()) // want `this goroutine waits here for exec.Command\("sleep", "0.05"\).Output`
	})
}

// feed sends some values.
func feed(in chan<- int) {
	for i := range 30 {
		in <- i
	}
	close(in)
}

// row: G23
//
//proof:observe
//proof:instead sem <- struct{}{} => save(v)
//proof:instead go func() { => sem <- struct{}{}; go func() {
func unlimited() bool {
	in, sem := make(chan int), make(chan struct{}, 2)
	go feed(in)
	before, most := runtime.NumGoroutine(), 0
	for v := range in {
		go func() {
			sem <- struct{}{} // want `the loop of line \d+ starts goroutines without limit, and they wait here for sem: take the place before the go statement`
			defer func() { <-sem }()
			time.Sleep(long)
			save(v)
		}()
		most = max(most, runtime.NumGoroutine()-before)
	}
	return most > 10
}

type server struct{ slots chan struct{} }

//proof:by serves
func (s *server) serve(in chan int, wg *sync.WaitGroup) {
	for {
		v, ok := <-in
		if !ok {
			return
		}
		wg.Add(1)
		go func(v int) {
			defer wg.Done()
			s.slots <- struct{}{} // want `the loop of line \d+ starts goroutines without limit, and they wait here for s.slots`
			time.Sleep(long)
			save(v)
			<-s.slots
		}(v)
	}
}

// row: G23
//
//proof:observe
//proof:noflip the mistake is in the other function
func serves() bool {
	var wg sync.WaitGroup
	in := make(chan int)
	go feed(in)
	before := runtime.NumGoroutine()
	(&server{make(chan struct{}, 2)}).serve(in, &wg)
	most := runtime.NumGoroutine() - before
	wg.Wait()
	return most > 10
}
