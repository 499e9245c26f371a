package a

import (
	"sync"
	"sync/atomic"
)

type accepts struct {
	closing int32
	conns   int64
	next    chan *sync.WaitGroup
}

// The loop reads the flag again after it has started others; who is deferred runs before what was deferred earlier.
//
//proof:by accepting
func (a *accepts) serve(n int, done *sync.WaitGroup) {
	for range n {
		if a.closing != 0 { // want `a.closing is read plainly here and written by atomic.StoreInt32 at line \d+`
			return
		}
		done.Add(1)
		atomic.AddInt64(&a.conns, 1)
		go a.handle(done)
	}
}

type conn struct{}

func (conn) Close() {}

//proof:by accepting
func (a *accepts) handle(done *sync.WaitGroup) {
	defer done.Done()
	defer conn{}.Close()
	defer func() {
		a.conns-- // want `a.conns is written plainly here and used by atomic.AddInt64 at line \d+`
	}()
}

func (a *accepts) end() { atomic.StoreInt32(&a.closing, 1) }

//proof:race
func accepting() {
	a := new(accepts)
	var done sync.WaitGroup
	both(func() { a.serve(10, &done) }, a.end)
	done.Wait()
}
