// Package ok looks the same and is right.
package ok

import (
	"errors"
	"fmt"
	"iter"
	"log"
	"os"
	"runtime"
	"sync"
	"testing"
	"time"
)

var errFailed = errors.New("failed")

func work(fail bool) error {
	if fail {
		return errFailed
	}
	return nil
}

//proof:ok
func deferred() {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		if work(true) != nil {
			return
		}
		time.Sleep(time.Millisecond)
	}()
	wg.Wait()
}

//proof:ok
func onEveryPath() {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		if work(true) != nil {
			wg.Done()
			return
		}
		time.Sleep(time.Millisecond)
		wg.Done()
	}()
	wg.Wait()
}

// P5: the same condition decides both.
//
//proof:by conditionals
func conditional(count bool) {
	var wg sync.WaitGroup
	if count {
		wg.Add(1)
	}
	done := make(chan bool)
	go func() {
		defer close(done)
		if count {
			defer wg.Done()
		}
		time.Sleep(time.Millisecond)
	}()
	wg.Wait()
	<-done
}

//proof:ok
func conditionals() {
	conditional(false)
	conditional(true)
}

// P2: a helper does it.
type server struct {
	wg   sync.WaitGroup
	quit chan bool
	jobs chan int
	mu   sync.Mutex
	down bool
}

//proof:by helper
func (s *server) fail(err error) {
	s.wg.Done()
}

//proof:by helper
func (s *server) run() {
	if err := work(true); err != nil {
		s.fail(err)
		return
	}
	s.wg.Done()
}

//proof:ok
func helper() {
	s := new(server)
	s.wg.Add(1)
	go s.run()
	s.wg.Wait()
}

// A closure does it.
//
//proof:ok
func closure() {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		finish := func() { wg.Done() }
		if work(true) != nil {
			finish()
			return
		}
		wg.Done()
	}()
	wg.Wait()
}

// P1: another goroutine takes over.
//
//proof:ok
func handsOn() {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		if work(true) != nil {
			go func() {
				time.Sleep(time.Millisecond)
				wg.Done()
			}()
			return
		}
		wg.Done()
	}()
	wg.Wait()
}

// P10: a method value.
//
//proof:ok
func methodValue() {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		done := wg.Done
		if work(true) != nil {
			done()
			return
		}
		wg.Done()
	}()
	wg.Wait()
}

// One Done for each job, not for the goroutine.
//
//proof:ok
func jobs() {
	var wg sync.WaitGroup
	jobs := make(chan int)
	go func() {
		for job := range jobs {
			if job == 0 {
				wg.Done()
				continue
			}
			runtime.Gosched()
			wg.Done()
		}
	}()
	for i := range 4 {
		wg.Add(1)
		jobs <- i
	}
	wg.Wait()
	close(jobs)
}

// P3: these ways never end the goroutine.
//
//proof:none it would end the process
func neverReturns(fail bool) {
	var wg sync.WaitGroup
	wg.Add(3)
	go func() {
		if fail {
			log.Fatal("failed")
		}
		wg.Done()
	}()
	go func() {
		if fail {
			fmt.Println("failed")
			os.Exit(1)
		}
		wg.Done()
	}()
	go func() {
		if fail {
			panic("failed")
		}
		wg.Done()
	}()
	wg.Wait()
}

// The goroutine counts what it starts; it is not counted itself.
//
//proof:ok
func counter() {
	var wg sync.WaitGroup
	started := make(chan bool)
	go func() {
		for range 2 {
			wg.Add(1)
			go func() {
				defer wg.Done()
				time.Sleep(time.Millisecond)
			}()
		}
		close(started)
	}()
	<-started
	wg.Wait()
}

// Its starter counts it; it counts what it starts, and works on one itself.
//
//proof:ok
func countedToo() {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		wg.Add(1)
		go func() {
			defer wg.Done()
			time.Sleep(time.Millisecond)
		}()
	}()
	wg.Wait()
}

// The starter waits until the goroutine has counted itself.
//
//proof:ok
func ready() {
	var wg sync.WaitGroup
	counted := make(chan bool)
	go func() {
		time.Sleep(time.Millisecond)
		wg.Add(1)
		defer wg.Done()
		close(counted)
		time.Sleep(time.Millisecond)
	}()
	<-counted
	wg.Wait()
}

// P11: a lock orders Add and Wait.
//
//proof:by locked
func (s *server) handle() {
	s.mu.Lock()
	if s.down {
		s.mu.Unlock()
		return
	}
	s.wg.Add(1)
	s.mu.Unlock()
	defer s.wg.Done()
	time.Sleep(time.Millisecond)
}

//proof:by locked
func (s *server) shutdown() {
	s.mu.Lock()
	s.down = true
	s.mu.Unlock()
	s.wg.Wait()
}

//proof:ok
func locked() {
	s := new(server)
	go s.handle()
	s.shutdown()
}

// Called as well as started: who calls it has counted it.
//
//proof:by both
func (s *server) serve() {
	s.wg.Add(1)
	defer s.wg.Done()
	time.Sleep(time.Millisecond)
}

//proof:ok
func both() {
	s := new(server)
	s.serve()
	done := make(chan bool)
	go func() {
		s.serve()
		close(done)
	}()
	<-done
	s.wg.Wait()
}

// Go with an Add of its own, for what it starts.
//
//proof:ok
func addUnderGo() {
	var wg sync.WaitGroup
	wg.Go(func() {
		wg.Add(1)
		go func() {
			defer wg.Done()
			time.Sleep(time.Millisecond)
		}()
	})
	wg.Wait()
}

// Another group is done.
//
//proof:ok
func twoGroups() {
	var outer, inner sync.WaitGroup
	inner.Add(1)
	outer.Go(func() {
		defer inner.Done()
		time.Sleep(time.Millisecond)
	})
	inner.Wait()
	outer.Wait()
}

// Two Adds, two Dones.
//
//proof:ok
func addTwo() {
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		time.Sleep(time.Millisecond)
		wg.Done()
	}()
	wg.Wait()
}

// The batches wait, not the goroutines.
//
//proof:ok
func batches() {
	var wg sync.WaitGroup
	for range 2 {
		for range 3 {
			wg.Add(1)
			go func() {
				defer wg.Done()
				time.Sleep(time.Millisecond)
			}()
		}
		wg.Wait()
	}
}

// Two run at the same time.
//
//proof:ok
func pairs() {
	var wg sync.WaitGroup
	for range 2 {
		wg.Add(2)
		go func() {
			defer wg.Done()
			time.Sleep(time.Millisecond)
		}()
		go func() {
			defer wg.Done()
			time.Sleep(time.Millisecond)
		}()
		wg.Wait()
	}
}

// The goroutine is there for its own end, and the result decides.
//
//proof:ok
func retries() {
	for try := 0; ; try++ {
		var wg sync.WaitGroup
		wg.Go(func() {
			if try < 2 {
				runtime.Goexit()
			}
		})
		wg.Wait()
		if try == 2 {
			break
		}
	}
}

// The channel of a ticker is never closed.
//
//proof:ok
func ticks() {
	stop := make(chan bool)
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		for range time.Tick(time.Millisecond) {
			select {
			case <-stop:
				wg.Done()
				return
			default:
			}
		}
	}()
	close(stop)
	wg.Wait()
}

// The loop does a part itself.
//
//proof:ok
func workBeside() {
	var wg sync.WaitGroup
	for range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			time.Sleep(time.Millisecond)
		}()
		time.Sleep(time.Millisecond)
		wg.Wait()
	}
}

// The caller waits.
//
//proof:by waitsForAll
func startAll(wg *sync.WaitGroup) {
	for range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			time.Sleep(time.Millisecond)
		}()
	}
}

//proof:ok
func waitsForAll() {
	var wg sync.WaitGroup
	startAll(&wg)
	wg.Wait()
}

// A goroutine waits.
//
//proof:ok
func waitsInGoroutine() {
	var wg sync.WaitGroup
	all := make(chan bool)
	for range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			time.Sleep(time.Millisecond)
		}()
	}
	go func() {
		wg.Wait()
		close(all)
	}()
	<-all
}

// P7: same names, other type.
type counterGroup struct{ n int }

//proof:by otherType
func (g *counterGroup) Add(n int) { g.n += n }

//proof:by otherType
func (g *counterGroup) Done() { g.n-- }

//proof:by otherType
func (g *counterGroup) Wait() {}

//proof:ok
func otherType() {
	var wg counterGroup
	done := make(chan bool)
	go func() {
		defer close(done)
		wg.Add(1)
		if work(true) != nil {
			return
		}
		wg.Done()
	}()
	<-done
	wg.Wait()
}

type alias = sync.WaitGroup

//proof:ok
func throughAlias() {
	var wg alias
	wg.Add(1)
	go func() {
		defer func() {
			time.Sleep(time.Millisecond)
			wg.Done()
		}()
		if work(true) != nil {
			return
		}
	}()
	wg.Wait()
}

//proof:by rangeOver
func results(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		var wg sync.WaitGroup
		out := make(chan int, n)
		for i := range n {
			wg.Add(1)
			go func() {
				defer wg.Done()
				out <- i
			}()
		}
		wg.Wait()
		close(out)
		for v := range out {
			if !yield(v) {
				return
			}
		}
	}
}

//proof:ok
func rangeOver() {
	for v := range results(3) {
		if v == 1 {
			break
		}
	}
}

// P9: naked returns and goto.
//
//proof:ok
func jumps() {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() (err error) {
		if err = work(true); err != nil {
			goto out
		}
		time.Sleep(time.Millisecond)
	out:
		wg.Done()
		return
	}()
	wg.Wait()
}

// What is left of goroutines that there were: nothing runs on.
//
//proof:ok
func addOnly() {
	var wg sync.WaitGroup
	wg.Add(3)
	for range 3 {
		step()
	}
}

func step() {}

type runner struct {
	method, goes, handed, negative, addressed sync.WaitGroup
	pointer                                   *sync.WaitGroup
}

func finish(wg *sync.WaitGroup) { wg.Done() }

// Somebody counts each of them down.
//
//proof:ok
func countedDown() {
	r := &runner{pointer: new(sync.WaitGroup)}
	r.method.Add(1)
	done := r.method.Done
	go done()
	r.method.Wait()

	r.goes.Go(func() {})
	r.goes.Wait()

	r.handed.Add(1)
	go finish(&r.handed)
	r.handed.Wait()

	r.negative.Add(2)
	go func() { r.negative.Add(-2) }()
	r.negative.Wait()

	r.addressed.Add(1)
	p := &r.addressed
	go p.Done()
	r.addressed.Wait()

	wg := r.pointer
	r.pointer.Add(1)
	go wg.Done()
	r.pointer.Wait()
}

// A test that has failed may hang.
//
//proof:by testHelper
func checkAll(t testing.TB, answers []int) {
	var wg sync.WaitGroup
	for _, a := range answers {
		wg.Add(1)
		go func() {
			if a < 0 {
				t.Errorf("answer %d", a)
			} else {
				wg.Done()
			}
		}()
	}
	wg.Wait()
}

//proof:ok
func testHelper() { checkAll(nil, []int{1, 2}) }

type mill struct {
	wg      sync.WaitGroup
	counted bool
	work    chan int
}

// The flag says whether somebody counts the goroutine.
//
//proof:by milled
func (m *mill) run() {
	if m.counted {
		defer m.wg.Done()
	}
	for range m.work {
	}
}

//proof:ok
func milled() {
	m := &mill{counted: true, work: make(chan int)}
	m.wg.Add(1)
	go m.run()
	close(m.work)
	m.wg.Wait()
}

// The Wait has been taken out, which says why.
//
//proof:ok
func takenOut() {
	var wg sync.WaitGroup
	done := make(chan bool)
	wg.Add(1)
	go func() {
		wg.Done()
		close(done)
	}()
	// Not needed: the channel tells.
	//	wg.Wait()
	<-done
}
