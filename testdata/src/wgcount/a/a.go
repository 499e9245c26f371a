// Package a has WaitGroups whose counts don't meet.
package a

import (
	"errors"
	"sync"
	"sync/atomic"
	"time"
)

var errFailed = errors.New("failed")

// row: W02
//
//proof:observe
//proof:instead go func() { => wg.Add(2 - 1); go func() {
//proof:instead wg.Add(1) => wg.Add(0)
func addLater() bool {
	var wg sync.WaitGroup
	var done atomic.Bool
	go func() {
		time.Sleep(20 * time.Millisecond)
		wg.Add(1) // want `the Wait at line 27 may return before this Add has run: the goroutine started at line 21 counts itself; call Add before the go statement`
		defer wg.Done()
		done.Store(true)
	}()
	wg.Wait()
	early := !done.Load()
	time.Sleep(40 * time.Millisecond)
	return early
}

type server struct {
	wg     sync.WaitGroup
	loops  atomic.Int32
	failed bool
}

// row: W03
//
//proof:by stopEarly
func (s *server) loop() {
	s.wg.Add(1) // want `the Wait at line 58 may return before this Add has run: the goroutine started at line 50 counts itself`
	defer s.wg.Done()
	s.loops.Add(1)
}

//proof:by stopEarly
func (s *server) start() {
	go s.loop()
}

// A goroutine that has just been started runs later than the one that starts
// it, most of the time.
//
//proof:by stopEarly
func (s *server) stop() {
	s.wg.Wait()
}

//proof:observe
//proof:noflip its finding is in loop
func stopEarly() bool {
	early := false
	for range 1000 {
		s := new(server)
		s.start()
		s.stop()
		early = early || s.loops.Load() == 0
	}
	time.Sleep(20 * time.Millisecond)
	return early
}

// row: W02
//
//proof:by workerEarly
func worker(wg *sync.WaitGroup, n *atomic.Int32) {
	time.Sleep(10 * time.Millisecond)
	wg.Add(1) // want `the Wait at line 91 may return before this Add has run`
	defer wg.Done()
	n.Add(1)
}

//proof:observe
//proof:noflip its finding is in worker
func workerEarly() bool {
	var wg sync.WaitGroup
	var n atomic.Int32
	go worker(&wg, &n)
	wg.Wait()
	early := n.Load() == 0
	time.Sleep(30 * time.Millisecond)
	return early
}

func work(fail bool) error {
	if fail {
		return errFailed
	}
	return nil
}

// row: W05
//
//proof:deadlock
func earlyReturn() {
	var wg sync.WaitGroup
	for _, fail := range []bool{false, true} {
		wg.Add(1)
		go func() {
			if err := work(fail); err != nil {
				return // want `the goroutine ends here without wg.Done, so the Wait at line 118 waits for ever: defer the Done`
			}
			wg.Done()
		}()
	}
	wg.Wait() //proof:at
}

// row: W05
//
//proof:by waitForRun
func (s *server) run() {
	if s.failed {
		return // want `the goroutine ends here without s.wg.Done, so the Wait at line 137 waits for ever`
	}
	s.loops.Add(1)
	s.wg.Done()
}

//proof:deadlock
func waitForRun() {
	s := &server{failed: true}
	s.wg.Add(1)
	go s.run()
	s.wg.Wait() //proof:at
}

// row: W05
//
//proof:deadlock
func onlyOnFailure() {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		if err := work(len(waiting) == 0); err != nil {
			wg.Done()
		}
	}() // want `the goroutine ends here without wg.Done`
	wg.Wait() //proof:at
}

var waiting = []string{"one"}

// row: W05
//
//proof:deadlock
func deferredTooLate() {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		if work(true) != nil {
			return // want `the goroutine ends here without wg.Done`
		}
		defer wg.Done()
		time.Sleep(time.Millisecond)
	}()
	wg.Wait() //proof:at
}

// row: W10
//
//proof:panic sync: negative WaitGroup counter
func deferredAndExplicit() {
	var wg sync.WaitGroup
	wg.Add(1)
	done := make(chan bool)
	go func() {
		defer close(done)
		defer wg.Done()
		if work(true) != nil {
			wg.Done() // want `this is the second wg.Done of the goroutine after the one at line 181: the counter gets negative, which panics`
			return    //proof:at
		}
	}()
	wg.Wait()
	<-done
}

// row: W10
//
//proof:panic sync: negative WaitGroup counter
func twiceOnFailure() {
	var wg sync.WaitGroup
	wg.Add(1)
	done := make(chan bool)
	go func() {
		defer close(done)
		if work(true) != nil {
			wg.Done()
		}
		wg.Done() // want `this is the second wg.Done of the goroutine after the one at line 201`
	}()
	wg.Wait()
	<-done
}

// row: W08
//
//proof:panic sync: negative WaitGroup counter
func doneUnderGo() {
	var wg sync.WaitGroup
	for i := range 2 {
		wg.Go(func() {
			time.Sleep(time.Duration(20*i+1) * time.Millisecond) // when the first has ended
			wg.Done()                                            // want `wg.Go calls Done when the function returns: this Done makes the counter negative, which panics; leave it out`
		})
	}
	wg.Wait()
	time.Sleep(100 * time.Millisecond)
}

// row: W09
//
//proof:by methodUnderGo
func (s *server) tick() {
	if s.loops.Add(1) == 2 {
		time.Sleep(20 * time.Millisecond) // until the first has ended
	}
	s.wg.Done() // want `s.wg.Go calls Done when the function returns`
}

//proof:panic sync: negative WaitGroup counter
func methodUnderGo() {
	s := new(server)
	for range 2 {
		s.wg.Go(s.tick)
	}
	s.wg.Wait()
	time.Sleep(100 * time.Millisecond)
}

// row: W07
//
//proof:observe
//proof:instead wg.Wait() => time.Sleep(0)
//proof:instead return most.Load() == 1 => wg.Wait(); return most.Load() == 1
func waitInLoop() bool {
	var wg sync.WaitGroup
	var running, most atomic.Int32
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			most.Store(max(most.Load(), running.Add(1)))
			time.Sleep(time.Millisecond)
			running.Add(-1)
		}()
		wg.Wait() // want `each iteration waits for the goroutine that it has just started, so nothing runs at the same time: call Wait behind the loop`
	}
	return most.Load() == 1
}

// row: W07
//
//proof:observe
//proof:instead wg.Wait() => time.Sleep(0)
//proof:instead return most.Load() == 1 => time.Sleep(20 * time.Millisecond); return most.Load() == 1
func goInLoop() bool {
	var running, most atomic.Int32
	for range 4 {
		var wg sync.WaitGroup
		wg.Go(func() {
			most.Store(max(most.Load(), running.Add(1)))
			time.Sleep(time.Millisecond)
			running.Add(-1)
		})
		wg.Wait() // want `each iteration waits for the goroutine`
	}
	return most.Load() == 1
}

// row: W07
//
//proof:deadlock
func waitTooEarly() {
	list := []string{"a", "b"}
	var wg sync.WaitGroup
	wg.Add(len(list))
	for range list {
		go func() {
			defer wg.Done()
			time.Sleep(time.Millisecond)
		}()
		wg.Wait() // want `this Wait waits for ever: the Add at line 290 counts the goroutines of later iterations too; call Wait behind the loop`
	}
}

// row: W13
//
//proof:observe
//proof:instead wg.Add(1) => wg.Add(1); if n.Load() == 0 { defer wg.Wait() }
func neverWaited() bool {
	var n atomic.Int32
	func() {
		var wg sync.WaitGroup
		for range 3 {
			wg.Add(1) // want `nobody waits for wg: the goroutines that it counts may still run when the function returns; call Wait`
			go func() {
				defer wg.Done()
				time.Sleep(10 * time.Millisecond)
				n.Add(1)
			}()
		}
	}()
	early := n.Load() < 3
	time.Sleep(30 * time.Millisecond)
	return early
}

type runner struct {
	wg   sync.WaitGroup
	jobs []func()
}

//proof:by neverDone
func (r *runner) start() {
	for _, job := range r.jobs {
		r.wg.Add(1)
		go job()
	}
}

// row: W11
//
//proof:by neverDone
func (r *runner) wait() {
	r.wg.Wait() // want `nothing in the package calls Done of wg, which the Add at line \d+ counts up: this Wait waits for ever`
}

//proof:leak
func neverDone() {
	r := &runner{jobs: []func(){func() {}}}
	r.start()
	go r.wait()
	time.Sleep(time.Millisecond)
}

var all sync.WaitGroup

//proof:leak
func globalNeverDone() {
	all.Add(2)
	go func() { time.Sleep(time.Millisecond) }()
	all.Wait() // want `nothing in the package calls Done of all, which the Add at line \d+ counts up`
}
