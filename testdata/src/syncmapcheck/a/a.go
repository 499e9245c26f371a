// Package a has Loads and Stores of a sync.Map that are meant as one.
package a

import (
	"runtime"
	"sync"
)

type session struct {
	mu sync.Mutex
	n  int
}

type server struct{ sessions, counts sync.Map }

// both runs the function in two goroutines at the same time.
func both(f func()) {
	var wg sync.WaitGroup
	for range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			f()
		}()
	}
	wg.Wait()
}

//proof:by twoSessions
//proof:instead s.sessions.Store(key, x) => if v, loaded := s.sessions.LoadOrStore(key, x); loaded { return v.(*session) }
func (s *server) session(key string) *session {
	v, ok := s.sessions.Load(key)
	if !ok {
		runtime.Gosched()
		x := new(session)
		s.sessions.Store(key, x) // want `goroutines that miss key at line \d+ at once store a \*session each, and go on with different ones: use LoadOrStore`
		return x
	}
	return v.(*session)
}

// row: Q01
//
//proof:observe
func twoSessions() bool {
	return differ(func(s *server) any { return s.session("a") })
}

// differ reports whether two goroutines get different values.
func differ(f func(*server) any) bool {
	for range 20000 {
		var mu sync.Mutex
		var got []any
		s := new(server)
		both(func() {
			v := f(s)
			mu.Lock()
			got = append(got, v)
			mu.Unlock()
		})
		if got[0] != got[1] {
			return true
		}
	}
	return false
}

//proof:by twoSessionsEarly
//proof:instead s.sessions.Store(key, y) => if v, loaded := s.sessions.LoadOrStore(key, y); loaded { return v.(*session) }
func (s *server) early(key int) *session {
	if v, ok := s.sessions.Load(key); ok {
		return v.(*session)
	}
	x, ok := s.sessions.Load(key)
	if ok {
		return x.(*session)
	}
	runtime.Gosched()
	y := new(session)
	s.sessions.Store(key, y) // want `goroutines that miss key at line \d+ at once store a \*session each`
	return y
}

//proof:observe
func twoSessionsEarly() bool {
	return differ(func(s *server) any { return s.early(1) })
}

//proof:by twoChannels
//proof:instead s.sessions.Store(key, ch) => if v, loaded := s.sessions.LoadOrStore(key, ch); loaded { return v.(chan int) }
func (s *server) wake(key string) chan int {
	v, ok := s.sessions.Load(key)
	if !ok {
		runtime.Gosched()
		ch := make(chan int)
		s.sessions.Store(key, ch) // want `store a chan int each`
		return ch
	}
	return v.(chan int)
}

//proof:observe
func twoChannels() bool {
	return differ(func(s *server) any { return s.wake("a") })
}

//proof:by updateIsLost
//proof:instead s.counts.Store(key, v.(int)+1) => for !s.counts.CompareAndSwap(key, v, v.(int)+1) { v, _ = s.counts.Load(key) }
func (s *server) count(key string) {
	v, ok := s.counts.Load(key)
	if !ok {
		return
	}
	runtime.Gosched()
	s.counts.Store(key, v.(int)+1) // want `what other goroutines store for key since the Load at line \d+ is lost here: use CompareAndSwap in a loop, or keep a pointer to an atomic`
}

// row: Q03
//
//proof:observe
func updateIsLost() bool {
	for range 20000 {
		s := new(server)
		s.counts.Store("a", 0)
		both(func() { s.count("a") })
		if v, _ := s.counts.Load("a"); v != 2 {
			return true
		}
	}
	return false
}

// The sum goes through a variable.
//
//proof:by hitIsLost
//proof:instead s.counts.Store(key, n+1) => if ok { if s.counts.CompareAndSwap(key, v, n+1) { return } } else if _, loaded := s.counts.LoadOrStore(key, 1); !loaded { return }; s.hit(key)
func (s *server) hit(key string) {
	n := 0
	v, ok := s.counts.Load(key)
	if ok {
		n = v.(int)
	}
	runtime.Gosched()
	s.counts.Store(key, n+1) // want `what other goroutines store for key since the Load at line \d+ is lost here: use CompareAndSwap in a loop, or keep a pointer to an atomic`
}

//proof:observe
func hitIsLost() bool {
	for range 20000 {
		s := new(server)
		both(func() { s.hit("a") })
		if v, _ := s.counts.Load("a"); v != 2 {
			return true
		}
	}
	return false
}

// A list that is made longer can't be swapped: slices have no ==.
//
//proof:by nameIsLost
func (s *server) join(key, name string) {
	v, _ := s.counts.LoadOrStore(key, []string(nil))
	names := v.([]string)
	runtime.Gosched()
	names = append(names, name)
	s.counts.Store(key, names) // want `what other goroutines store for key since the Load at line \d+ is lost here: hold a lock around both`
}

//proof:observe
//proof:noflip the lock would be another field
func nameIsLost() bool {
	for range 20000 {
		s := new(server)
		both(func() { s.join("a", "x") })
		if v, _ := s.counts.Load("a"); len(v.([]string)) != 2 {
			return true
		}
	}
	return false
}
