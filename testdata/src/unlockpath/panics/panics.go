// Package panics goes on after panics, with locks held.
package panics

import (
	"net/http"
	"net/http/httptest"
	"sync"
)

type store struct {
	mu   sync.Mutex
	m    map[string]int
	hook func(string)
}

//proof:by through
func (s *store) update(k string, f func(int) int) {
	s.mu.Lock()
	s.m[k] = f(s.m[k]) // want `if this call panics, s.mu, taken at line 18, stays locked, and the recover at line 27 lets the program go on: unlock it in a defer`
	s.mu.Unlock()
}

// A worker survives what it runs.
//
//proof:by through
func (s *store) work(f func(int) int) {
	defer func() {
		_ = recover()
	}()
	s.update("a", f)
}

// row: M06
//
//proof:deadlock
func through() {
	s := &store{m: map[string]int{}}
	s.work(func(int) int { panic("no") })
	s.mu.Lock() //proof:at
}

//proof:none package http writes the panic into its log and goes on, see handled
func (s *store) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.hook(r.URL.Path) // want `if this call panics, s.mu, taken at line \d+, stays locked, and package http lets the program go on`
	s.mu.Unlock()
}

//proof:none the server writes the panic into its log
func handled() {
	s := &store{hook: func(string) { panic("no") }}
	srv := httptest.NewServer(s)
	http.Get(srv.URL)
	http.Get(srv.URL) // never answered
}

//proof:by explicit
func (s *store) must(k string) int {
	if _, ok := s.m[k]; !ok {
		panic("no " + k)
	}
	return s.m[k]
}

//proof:by explicit
func (s *store) get(k string) (n int) {
	defer func() {
		if recover() != nil {
			n = -1
		}
	}()
	s.mu.Lock()
	n = s.must(k) // want `if this call panics, s.mu, taken at line \d+, stays locked, and the recover at line \d+ lets`
	s.mu.Unlock()
	return n
}

//proof:deadlock
func explicit() {
	s := new(store)
	s.get("a")
	s.mu.Lock() //proof:at
}

// What is right.

//proof:by right
func (s *store) deferred(f func(int) int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.m["a"] = f(s.m["a"])
}

//proof:by right
func (s *store) inLiteral(f func(int) int) {
	s.mu.Lock()
	defer func() { s.mu.Unlock() }()
	s.m["a"] = f(s.m["a"])
}

//proof:by right
func (s *store) before(f func(int) int) {
	s.mu.Lock()
	n := s.m["a"]
	s.mu.Unlock()
	f(n)
}

//proof:by right
func (s *store) recovers(f func(int) int) {
	defer func() {
		if recover() != nil {
			s.mu.Unlock()
		}
	}()
	s.mu.Lock()
	s.m["a"] = f(s.m["a"])
	s.mu.Unlock()
}

// Nobody in sight recovers.
//
//proof:by right
func (s *store) ends(f func(int) int) {
	s.mu.Lock()
	s.m["a"] = f(s.m["a"])
	s.mu.Unlock()
}

// It tells, and panics again.
//
//proof:by right
func (s *store) again(f func(int) int) {
	defer func() {
		if v := recover(); v != nil {
			panic(v)
		}
	}()
	s.ends(f)
}

// The lock is its own.
//
//proof:by right
func (s *store) own(f func(int) int) {
	defer func() { _ = recover() }()
	var mu sync.Mutex
	mu.Lock()
	f(1)
	mu.Unlock()
}

//proof:ok
func right() {
	s := &store{m: map[string]int{}}
	no := func(int) int { panic("no") }
	one := func(int) int { return 1 }
	for _, run := range []func(func(int) int){s.deferred, s.inLiteral, s.before, s.recovers, s.own} {
		func() {
			defer func() { _ = recover() }()
			run(no)
		}()
		s.mu.Lock()
		s.mu.Unlock()
	}
	s.ends(one)
	s.again(one)
}
