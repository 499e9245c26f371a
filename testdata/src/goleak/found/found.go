package found

import (
	"context"
	"errors"
	"flag"
	"os"
	"strconv"
	"sync"
	"sync/atomic"
	"time"
)

// row: M33
//
//proof:leak
func lockHeldByWaiter() {
	var mu sync.Mutex
	done := make(chan struct{})
	mu.Lock()
	go func() {
		mu.Lock()
		mu.Unlock()
		close(done)
	}()
	<-done // want `this receive can block its goroutine for ever`
	mu.Unlock()
}

// row: C11
//
//proof:leak
func waitBeforeReceive() {
	var wg sync.WaitGroup
	ch := make(chan int)
	wg.Add(1)
	go func() {
		defer wg.Done()
		ch <- 1 // want `this send can block its goroutine for ever`
	}()
	wg.Wait()
	<-ch
}

//proof:leak
func neverCancelled() {
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		<-ctx.Done() // want `this receive can block its goroutine for ever`
		cancel()
	}()
}

// row: W11
//
//proof:leak
func doneMissed() {
	var wg sync.WaitGroup
	wg.Add(2)
	go wg.Done()
	wg.Wait() // want `this call of Wait can block its goroutine for ever`
}

// row: C01
//
//proof:leak
func nilChannel() {
	var ch chan int
	go func() {
		ch <- 1 // want `this send can block its goroutine for ever`
	}()
}

type stopper struct {
	mu     sync.Mutex
	closed bool
	ch     chan int
}

// The lock is not held between the question and the close.
//
//proof:by bothStop
func (s *stopper) stop() {
	s.mu.Lock()
	closed := s.closed
	s.mu.Unlock()
	if closed {
		return
	}
	time.Sleep(5 * time.Millisecond)
	close(s.ch) // want `this close can end the process with "close of closed channel": another goroutine may come first`
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()
}

//proof:panic close of closed channel
func bothStop() {
	s := &stopper{ch: make(chan int)}
	var wg sync.WaitGroup
	wg.Go(s.stop)
	wg.Go(s.stop)
	wg.Wait()
}

// row: W06
//
//proof:panic negative WaitGroup counter
func bothDone() {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		time.Sleep(time.Millisecond)
		wg.Done() //proof:at
	}()
	wg.Done() // want `this call can end the process with "sync: negative WaitGroup counter"`
	time.Sleep(100 * time.Millisecond)
}

func listen() error {
	f, err := os.Open("no/such/file")
	if err == nil {
		f.Close()
	}
	return err
}

func listenAnd(report chan<- error) error {
	err := listen()
	select {
	case report <- err:
	default:
	}
	return err
}

// The function can be left before it receives.
//
//proof:leak
func resultNotAwaited() {
	errs := make(chan error)
	go func() {
		errs <- errors.New("closed") // want `this send can block its goroutine for ever: the select at line \d+ and the receive at line \d+ do not come once resultNotAwaited returns at line \d+; the schedule has 2 steps`
	}()
	if err := listenAnd(errs); err != nil {
		return
	}
	<-errs
}

//proof:leak
func startFails() {
	var wg sync.WaitGroup
	defer wg.Wait() // want `this call of Wait can block its goroutine for ever: the Done at line \d+ need not come any more`
	wg.Add(1)
	if err := listen(); err != nil {
		return //proof:at
	}
	go func() {
		defer wg.Done()
	}()
}

// What the goroutine waits for is a context that never ends.
//
//proof:leak
func detached() { forward(context.Background()) }

//proof:by detached
func forward(ctx context.Context) {
	ready := make(chan struct{})
	go func() {
		select { // want `this select can block its goroutine for ever: the close at line \d+ need not come any more`
		case <-ready:
		case <-ctx.Done():
		}
	}()
	if err := listen(); err != nil {
		return
	}
	close(ready)
}

// Only the cause is told: whoever waits for this goroutine waits because it does.
//
//proof:leak
func causeOnly() {
	done := make(chan error, 1)
	go func() { done <- copyAll() }()
	<-done //proof:at
}

//proof:leak
func copiesNothing() { copyAll() }

//proof:by copiesNothing
func copyAll() error {
	finished, errs := make(chan int), make(chan error)
	go func() {
		if err := flag.Set("x", "y"); err == nil {
			errs <- err
		}
	}()
	select { // want `this select can block its goroutine for ever: the send at line \d+ need not come any more`
	case <-finished:
	case err := <-errs:
		return err
	}
	return nil
}

// row: C02
//
//proof:leak
func neverMade() {
	var answers chan int
	go func() {
		<-answers // want `this receive can block its goroutine for ever: nobody comes who could let it go on`
	}()
}

// Nobody else has the channel: no goroutine is needed to block.
//
// row: C08
//
//proof:leak
func bothItself() {
	ch := make(chan int)
	ch <- 1 // want `this send can block its goroutine for ever: nobody comes who could let it go on; nothing has to happen before`
	<-ch
}

type counter struct {
	mu   sync.Mutex
	n    int
	done chan int
}

// row: C22
//
//proof:by sendUnderLock
func (c *counter) finish() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.done <- c.n // want `this send can block its goroutine for ever: who could let it go on is blocked at line \d+`
}

// row: C22
//
//proof:leak
func sendUnderLock() {
	c := &counter{done: make(chan int)}
	go c.finish()
	time.Sleep(time.Millisecond)
	c.mu.Lock() //proof:at
	c.n++
	c.mu.Unlock()
	<-c.done
}

// A worker leaves at the first item that it can't work on, whatever their number is.
//
//proof:by workersLeave
func workOn(items []string, workers int) {
	ch := make(chan string)
	for range workers {
		go func() {
			for item := range ch {
				if _, err := strconv.Atoi(item); err != nil {
					return
				}
			}
		}()
	}
	for _, item := range items {
		ch <- item // want `this send can block its goroutine for ever: the receive at line \d+ need not come any more`
	}
	close(ch)
}

//proof:leak
func workersLeave() { workOn([]string{"a", "b", "c"}, 2) }

type dispatcher struct {
	mu      sync.Mutex
	stopped bool
	todo    chan func()
}

//proof:by afterStop
func (d *dispatcher) push(f func()) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.stopped {
		return
	}
	d.todo <- f
}

// What is pushed after the stop is dropped, and nobody is told.
//
//proof:by afterStop
func (d *dispatcher) call(f func()) {
	done := make(chan struct{})
	d.push(func() {
		defer close(done)
		f()
	})
	<-done // want `this receive can block its goroutine for ever: the close at line \d+ need not come any more`
}

//proof:leak
func afterStop() {
	d := &dispatcher{stopped: true, todo: make(chan func(), 1)}
	d.call(func() {})
}

//proof:by doneTwice
func count(wg *sync.WaitGroup, n *atomic.Int32) {
	defer wg.Done()
	n.Add(1)
} //proof:at

// Go counts as well: one finding for both goroutines.
//
//proof:panic negative WaitGroup counter
func doneTwice() {
	var wg sync.WaitGroup
	var n atomic.Int32
	wg.Go(func() { // want `this call can end the process with "sync: negative WaitGroup counter": another goroutine may come first; the schedule has 4 steps`
		count(&wg, &n)
	})
	wg.Go(func() {
		count(&wg, &n)
	})
	wg.Wait()
	time.Sleep(20 * time.Millisecond)
}

type terminal struct{ events chan string }

//proof:by toldOnce
func (t *terminal) read(keys <-chan byte) {
	for key := range keys {
		switch key {
		case 'r':
			t.events <- "run" // want `this send can block its goroutine for ever: the select at line \d+`
		case 'd':
			t.events <- "debug"
		}
	}
}

// Both sends of the goroutine are one mistake, told once.
//
//proof:by toldOnce
func monitor(ctx context.Context, keys <-chan byte) {
	t := &terminal{make(chan string)}
	go t.read(keys)
	for {
		select {
		case <-ctx.Done():
			return
		case e := <-t.events:
			println(e)
		}
	}
}

//proof:leak
func toldOnce() {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	keys := make(chan byte, 1)
	monitor(ctx, keys)
	keys <- 'r'
}

type written struct {
	n   int
	err error
}

type results struct{ ch chan written }

// Two goroutines do the same: that one is left is one mistake, told once.
//
//proof:by writtenOnce
func writeBoth(a, b func() (int, error)) error {
	r := &results{make(chan written)}
	go func() {
		n, err := a()
		r.ch <- written{n, err}
	}()
	go func() {
		n, err := b()
		r.ch <- written{n, err} // want `this send can block its goroutine for ever: the receive at line \d+ does not come once writeBoth returns`
	}()
	for range 2 {
		if w := <-r.ch; w.err != nil {
			return w.err
		}
	}
	return nil
}

//proof:leak
func writtenOnce() {
	fail := func() (int, error) { return 0, strconv.ErrRange }
	writeBoth(fail, func() (int, error) { time.Sleep(time.Millisecond); return fail() })
}

// One goroutine that is left, at either of two channels, is told once.
//
//proof:by pollFailed
func startPolling(check func() error) {
	first, rest := make(chan int), make(chan int)
	go func() {
		first <- 1 // want `this send can block its goroutine for ever`
		rest <- 2
	}()
	p := &poller{first, rest}
	if p.check(check) != nil {
		return
	}
	<-p.first
	if p.check(check) != nil {
		return
	}
	<-p.rest
}

type poller struct{ first, rest chan int }

func (p *poller) check(f func() error) error { return f() }

//proof:leak
func pollFailed() { startPolling(func() error { return strconv.ErrRange }) }
