// Package typeparams has atomics in generic types.
package typeparams

import (
	"runtime"
	"sync/atomic"
)

type slot[T any] struct {
	p     atomic.Pointer[item[T]]
	count atomic.Int32
}

type item[T any] struct{ v T }

func (s *slot[T]) clean() {
	s.count.Add(1)
	s.p.Swap(nil)
}

//proof:by nilBetween
func (s *slot[T]) value() (v T) {
	if s.p.Load() != nil && wait() {
		return s.p.Load().v // want `this second Load of s\.p returns nil if line \d+ stores it`
	}
	return v
}

func wait() bool {
	runtime.Gosched()
	return true
}

//proof:panic nil pointer dereference
func nilBetween() {
	for range 1000000 {
		s := new(alias)
		s.p.Store(&item[int]{1})
		done := make(chan bool)
		go func() {
			s.clean()
			done <- true
		}()
		s.value()
		<-done
	}
}

type alias = slot[int]

//proof:by counts
//proof:instead s.count.Store(s.count.Load() + between()) => s.count.Add(between())
func (s *slot[T]) more(between func() int32) {
	s.count.Store(s.count.Load() + between()) // want `what Add at line \d+ adds to s\.count`
}

//proof:observe
func counts() bool {
	s := new(alias)
	s.more(func() int32 {
		s.clean()
		return 1
	})
	return s.count.Load() != 2
}
