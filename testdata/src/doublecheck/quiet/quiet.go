// Package quiet looks the same and is right.
package quiet

import (
	"sync"
	"sync/atomic"
)

type config struct{ limit int }

func load() *config { return &config{limit: 10} }

func both(f func()) {
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(f)
	}
	wg.Wait()
}

type server struct {
	mu   sync.RWMutex
	conf *config
	m    map[int]*config
	n    int
}

// The first check reads under RLock.
//
//proof:by readFirst
func (s *server) config() *config {
	s.mu.RLock()
	conf := s.conf
	s.mu.RUnlock()
	if conf != nil {
		return conf
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.conf == nil {
		s.conf = load()
	}
	return s.conf
}

//proof:by readFirst
func (s *server) get(k int) *config {
	s.mu.RLock()
	v, ok := s.m[k]
	s.mu.RUnlock()
	if ok {
		return v
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if v, ok := s.m[k]; ok {
		return v
	}
	s.m[k] = load()
	return s.m[k]
}

//proof:ok
func readFirst() {
	s := &server{m: make(map[int]*config)}
	both(func() { s.config(); s.get(1) })
}

// The pointer is atomic.

type fast struct {
	mu   sync.Mutex
	conf atomic.Pointer[config]
	done atomic.Bool
}

//proof:by atomics
func (f *fast) config() *config {
	if f.conf.Load() == nil {
		f.mu.Lock()
		defer f.mu.Unlock()
		if f.conf.Load() == nil {
			f.conf.Store(load())
		}
	}
	return f.conf.Load()
}

//proof:by atomics
func (f *fast) start() {
	if !f.done.Load() {
		f.mu.Lock()
		defer f.mu.Unlock()
		if !f.done.Load() {
			f.done.Store(true)
		}
	}
}

//proof:ok
func atomics() {
	f := new(fast)
	both(func() { f.config(); f.start() })
}

// The callers hold another lock, which does as well.

type outer struct {
	gate sync.Mutex
	in   server
}

//proof:by gated
func (o *outer) get() *config {
	o.gate.Lock()
	defer o.gate.Unlock()
	return o.getLocked()
}

//proof:by gated
func (o *outer) getLocked() *config {
	if o.in.conf == nil {
		o.in.mu.Lock()
		defer o.in.mu.Unlock()
		if o.in.conf == nil {
			o.in.conf = load()
		}
	}
	return o.in.conf
}

//proof:ok
func gated() {
	o := new(outer)
	both(func() { o.get() })
}

// Nobody else has the object yet.
//
//proof:ok
func fresh() {
	s := new(server)
	if s.conf == nil {
		s.mu.Lock()
		if s.conf == nil {
			s.conf = load()
		}
		s.mu.Unlock()
	}
}

// What is read first is never set again.
//
//proof:by fixed
func (s *server) limited() int {
	if s.n == 0 {
		return 0
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.n > 1 && s.conf == nil {
		s.conf = load()
	}
	return s.n
}

//proof:ok
func fixed() {
	s := &server{n: 2}
	both(func() { s.limited() })
}

// Another object's field.
//
//proof:by others
func (s *server) share(with *server) {
	if s.conf == nil {
		with.mu.Lock()
		defer with.mu.Unlock()
		if with.conf == nil {
			with.conf = load()
		}
	}
}

//proof:ok
func others() {
	s, with := new(server), new(server)
	both(func() { s.share(with) })
}

// The lock is taken first, and once more after it was released.
//
//proof:by again
func (s *server) again() *config {
	s.mu.Lock()
	if s.conf == nil {
		s.mu.Unlock()
		conf := load()
		s.mu.Lock()
		if s.conf == nil {
			s.conf = conf
		}
	}
	defer s.mu.Unlock()
	return s.conf
}

//proof:ok
func again() {
	s := new(server)
	both(func() { s.again() })
}

// sync.Once.

type lazy struct {
	once sync.Once
	mu   sync.Mutex
	conf *config
}

//proof:by onces
func (l *lazy) config() *config {
	l.once.Do(func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		if l.conf == nil {
			l.conf = load()
		}
	})
	return l.conf
}

//proof:ok
func onces() {
	l := new(lazy)
	both(func() { l.config() })
}

// One check only, with the lock.
//
//proof:ok
func plain() {
	s := new(server)
	both(func() {
		s.mu.Lock()
		if s.conf == nil {
			s.conf = load()
		}
		s.mu.Unlock()
	})
}

// A local map and a local variable.
//
//proof:ok
func locals() {
	var mu sync.Mutex
	m := make(map[int]int)
	if _, ok := m[1]; !ok {
		mu.Lock()
		if _, ok := m[1]; !ok {
			m[1] = 1
		}
		mu.Unlock()
	}
}

// The same name in another type, and a lock that is none.

type fake struct{ locked bool }

//proof:by fakes
func (f *fake) Lock() { f.locked = true }

//proof:by fakes
func (f *fake) Unlock() { f.locked = false }

type holder struct {
	mu   fake
	conf *config
}

//proof:by fakes
func (h *holder) config() *config {
	if h.conf == nil {
		h.mu.Lock()
		if h.conf == nil {
			h.conf = load()
		}
		h.mu.Unlock()
	}
	return h.conf
}

//proof:ok
func fakes() { new(holder).config() }
