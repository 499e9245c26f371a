package ok

import (
	"sync"
	"sync/atomic"
	"time"
)

// A limiter blocks in accept until it is stopped.
type limiter interface {
	accept()
	stop()
}

type never chan struct{}

func (n never) accept() { <-n }
func (n never) stop()   { close(n) }

// The flag says that the call has returned, and it can't have before the stop.
//
//proof:ok
func stillBlocked() {
	var l limiter = make(never)
	finished := false
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		l.accept()
		finished = true
		wg.Done()
	}()
	time.Sleep(time.Millisecond)
	if finished {
		panic("accepted")
	}
	l.stop()
	wg.Wait()
}

// A quota lets one of its callers in.
type quota struct{ used atomic.Bool }

func (q *quota) admit() (int, bool) { return 1, q.used.CompareAndSwap(false, true) }
func (q *quota) first() bool        { return q.used.CompareAndSwap(false, true) }

// One goroutine wins.
//
//proof:ok
func oneAdmitted() {
	var q quota
	n := 0
	var wg sync.WaitGroup
	for range 10 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if _, ok := q.admit(); ok {
				n++
			}
		}()
	}
	wg.Wait()
	if n != 1 {
		panic("not one")
	}
}

// One goroutine wins, said by a result of its own.
//
//proof:ok
func firstOnly() {
	var q quota
	n := 0
	var wg sync.WaitGroup
	for range 10 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if q.first() {
				n++
			}
		}()
	}
	wg.Wait()
	if n != 1 {
		panic("not one")
	}
}

// The named result is returned: nothing is set.
//
//proof:ok
func returnsItself() {
	done, err := startOne()
	if err != nil {
		panic(err)
	}
	done.Wait()
}

//proof:by returnsItself
func startOne() (done *sync.WaitGroup, err error) {
	done = new(sync.WaitGroup)
	defer func() {
		if err != nil {
			done = nil
		}
	}()
	done.Add(1)
	go func() {
		time.Sleep(time.Millisecond)
		done.Done()
	}()
	return done, nil
}

// One of two numbers, of which only one is there.
//
//proof:ok
func oneOfTwo() {
	n := 0
	var wg sync.WaitGroup
	for i := range 5 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if i == 3 || i == 30 {
				n++
			}
		}()
	}
	wg.Wait()
	if n != 1 {
		panic("not one")
	}
}
