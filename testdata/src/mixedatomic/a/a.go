// Package a has variables that are accessed with and without sync/atomic.
package a

import (
	"sync"
	"sync/atomic"
)

type server struct {
	requests int64
	closed   int32
	limit    uint32
}

func (s *server) handle() { atomic.AddInt64(&s.requests, 1) }

// both runs two functions at the same time, many times.
func both(f, g func()) {
	var wg sync.WaitGroup
	for _, h := range []func(){f, g} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 100 {
				h()
			}
		}()
	}
	wg.Wait()
}

//proof:by readRaces
func (s *server) report() int64 {
	return s.requests // want `s\.requests is read plainly here and written by atomic\.AddInt64 at line 15: a data race, the value may be stale or torn; use atomic\.LoadInt64`
}

// row: A03
//
//proof:race
func readRaces() {
	s := new(server)
	both(s.handle, func() { s.report() })
}

func (s *server) close() { atomic.StoreInt32(&s.closed, 1) }

//proof:by fastPathRaces
func (s *server) serve() bool {
	if s.closed != 0 { // want `s\.closed is read plainly`
		return false
	}
	return atomic.LoadInt32(&s.closed) == 0
}

//proof:race
func fastPathRaces() {
	s := new(server)
	both(s.close, func() { s.serve() })
}

func (s *server) allowed() bool { return atomic.LoadUint32(&s.limit) > 0 }

//proof:by writeRaces
func (s *server) setLimit(n uint32) {
	s.limit = n // want `s\.limit is written plainly here and used by atomic\.LoadUint32 at line \d+: a data race, one of the two may be lost; use atomic\.StoreUint32`
}

//proof:race
func writeRaces() {
	s := new(server)
	both(func() { s.allowed() }, func() { s.setLimit(3) })
}

var hits, misses uint64

func hit() { atomic.AddUint64(&hits, 1) }

//proof:by packageVariableRaces
func undo() {
	hits-- // want `hits is written plainly here and used by atomic\.AddUint64 at line \d+: a data race, one of the two may be lost; use atomic\.AddUint64`
}

//proof:race
func packageVariableRaces() { both(hit, undo) }

func miss() { atomic.AddUint64(&misses, 1) }

//proof:by closureRaces
func rate() func() uint64 {
	return func() uint64 {
		return misses // want `misses is read plainly`
	}
}

var sample = rate()

//proof:race
func closureRaces() { both(miss, func() { sample() }) }

//proof:by rangeFuncRaces
func (s *server) samples() func(func(int64) bool) {
	return func(yield func(int64) bool) {
		yield(s.requests) // want `s\.requests is read plainly`
	}
}

//proof:race
func rangeFuncRaces() {
	s := new(server)
	both(s.handle, func() {
		for range s.samples() {
		}
	})
}
