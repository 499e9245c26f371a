// Package ok has Loads and Stores of a sync.Map that may stand beside each other.
package ok

import (
	"reflect"
	"sync"
)

type session struct {
	mu sync.Mutex
	n  int
}

type server struct {
	mu              sync.Mutex
	sessions, other sync.Map
	names           sync.Map
}

// LoadOrStore decides.
//
//proof:ok
func decided() {
	s := new(server)
	if s.session("a") != s.session("a") {
		panic("two")
	}
}

//proof:by decided
func (s *server) session(key string) *session {
	v, ok := s.sessions.Load(key)
	if !ok {
		v, _ = s.sessions.LoadOrStore(key, new(session))
	}
	return v.(*session)
}

// The lock decides.
//
//proof:ok
func locked() {
	s := new(server)
	_ = s.guarded("a")
}

//proof:by locked
func (s *server) guarded(key string) *session {
	s.mu.Lock()
	defer s.mu.Unlock()
	v, ok := s.sessions.Load(key)
	if ok {
		return v.(*session)
	}
	x := new(session)
	s.sessions.Store(key, x)
	return x
}

// A cache of values that are equal whoever computes them.
//
//proof:ok
func memo() {
	s := new(server)
	if s.name(reflect.TypeFor[int]()) != "int" {
		panic("name")
	}
}

//proof:by memo
func (s *server) name(t reflect.Type) string {
	v, ok := s.names.Load(t)
	if !ok {
		n := t.String()
		s.names.Store(t, n)
		return n
	}
	return v.(string)
}

type info struct {
	fields []int
	names  map[string]int
}

// What is computed has nothing that two could not both have.
//
//proof:ok
func pureInfo() {
	s := new(server)
	_ = s.info(3)
}

//proof:by pureInfo
func (s *server) info(key int) *info {
	v, ok := s.names.Load(key)
	if !ok {
		x := &info{make([]int, key), map[string]int{"a": 1}}
		s.names.Store(key, x)
		return x
	}
	return v.(*info)
}

// Nobody goes on with the value.
//
//proof:ok
func stored() {
	s := new(server)
	s.ensure("a")
}

//proof:by stored
func (s *server) ensure(key string) {
	_, ok := s.sessions.Load(key)
	if !ok {
		s.sessions.Store(key, new(session))
	}
}

// Another key, another map.
//
//proof:ok
func others() {
	s := new(server)
	s.moves("a", "b")
}

//proof:by others
func (s *server) moves(from, to string) *session {
	_, ok := s.sessions.Load(from)
	if !ok {
		x := new(session)
		s.sessions.Store(to, x)
		s.other.Store(from, x)
		return x
	}
	return nil
}

// The function has the map alone.
//
//proof:ok
func own() {
	var m sync.Map
	get := func() any {
		v, _ := m.Load(1)
		return v
	}
	_, ok := m.Load(1)
	if !ok {
		x := new(session)
		m.Store(1, x)
		x.n++
	}
	_ = get()
}

// A method value.
//
//proof:ok
func methodValue() {
	s := new(server)
	load, store := s.sessions.Load, s.sessions.Store
	if _, ok := load(1); !ok {
		store(1, new(session))
	}
}

// What is stored is not made of what was loaded.
//
//proof:by renames
func (s *server) rename(key, name string) int {
	n := 0
	if v, ok := s.names.Load(key); ok {
		n = len(v.(string))
	}
	s.names.Store(key, name+"!")
	return n
}

//proof:ok
func renames() {
	s := new(server)
	s.rename("a", "b")
	s.rename("a", "c")
}

// A lock keeps others away.
//
//proof:by locked2
func (s *server) add(key string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	if v, ok := s.other.Load(key); ok {
		n = v.(int)
	}
	n++
	s.other.Store(key, n)
}

//proof:ok
func locked2() { new(server).add("a") }

// Only how many there are matters.
//
//proof:ok
func rangesOnly() {
	var m sync.Map
	m.Store("a", []int{1})
	v, _ := m.Load("a")
	n := 0
	for range v.([]int) {
		n++
	}
	m.Store("b", n)
}
