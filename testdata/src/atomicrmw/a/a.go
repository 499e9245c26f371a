// Package a has atomic operations that are only together what is meant.
package a

import (
	"runtime"
	"sync"
	"sync/atomic"
)

type stats struct {
	n      atomic.Int64
	old    int64
	closed atomic.Bool
	ch     chan int
	conf   atomic.Pointer[config]
	table  atomic.Value // map[string]int
	index  atomic.Pointer[map[string]int]
}

type config struct{ name string }

// both runs two functions at the same time.
func both(f, g func()) {
	var wg sync.WaitGroup
	for _, h := range []func(){f, g} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			h()
		}()
	}
	wg.Wait()
}

func (s *stats) add() { s.n.Add(1) }

//proof:by updateIsLost
//proof:instead s.n.Store(s.n.Load() + between()) => s.n.Add(between())
func (s *stats) increase(between func() int64) {
	s.n.Store(s.n.Load() + between()) // want `what Add at line 35 adds to s\.n between this Load and the Store is lost: use Add`
}

// row: A07
//
//proof:observe
func updateIsLost() bool {
	s := new(stats)
	s.increase(func() int64 {
		s.add() // another goroutine, at the worst moment
		return 1
	})
	return s.n.Load() != 2
}

func (s *stats) addOld() { atomic.AddInt64(&s.old, 1) }

//proof:by functionsLose
//proof:instead atomic.StoreInt64(&s.old, v*2) => atomic.CompareAndSwapInt64(&s.old, v, v*2)
func (s *stats) double(between func()) {
	v := atomic.LoadInt64(&s.old)
	between()                      // what another goroutine does meanwhile
	atomic.StoreInt64(&s.old, v*2) // want `what atomic\.AddInt64 at line \d+ adds to s\.old between this Load and the Store is lost: use a loop with atomic\.CompareAndSwapInt64`
}

// row: A08
//
//proof:observe
func functionsLose() bool {
	s := new(stats)
	s.double(s.addOld)
	return s.old == 0
}

//proof:by closedTwice
func (s *stats) close() {
	if !s.closed.Load() { // want `two goroutines can both find s\.closed unset here before one sets it at line \d+, and both come to the close at line \d+: use CompareAndSwap`
		runtime.Gosched()
		s.closed.Store(true)
		close(s.ch) //proof:at
	}
}

// row: A06
//
//proof:panic close of closed channel
func closedTwice() {
	for range 1000000 {
		s := &stats{ch: make(chan int)}
		both(s.close, s.close)
	}
}

//proof:by startedTwice
//proof:instead s.closed.Load() => !s.closed.CompareAndSwap(false, true)
func (s *stats) run() {
	if s.closed.Load() { // want `two goroutines can both find s\.closed unset here before one sets it at line \d+, and both come to the go statement`
		return
	}
	runtime.Gosched()
	s.closed.Store(true)
	go func() { s.ch <- 1 }()
}

//proof:observe
func startedTwice() bool {
	for range 20000 {
		s := &stats{ch: make(chan int, 2)}
		both(s.run, s.run)
		<-s.ch
		runtime.Gosched()
		if len(s.ch) > 0 {
			return true
		}
	}
	return false
}

func (s *stats) unset() { s.conf.Store(nil) }

//proof:by nilBetween
func (s *stats) name() string {
	if s.conf.Load() != nil {
		runtime.Gosched()
		return s.conf.Load().name // want `this second Load of s\.conf returns nil if line \d+ stores it after the check at line \d+: load once into a variable`
	}
	return ""
}

// row: A17
//
//proof:panic nil pointer dereference
func nilBetween() {
	for range 1000000 {
		s := new(stats)
		s.conf.Store(&config{name: "x"})
		both(s.unset, func() { s.name() })
	}
}

func (s *stats) get(key string) int { return s.table.Load().(map[string]int)[key] }

//proof:by mapInPlace
func (s *stats) set(key string) {
	m := s.table.Load().(map[string]int)
	m[key]++ // want `the map from s\.table\.Load at line \d+ is changed while others read it without a lock, a fatal error: copy it, change the copy, store that`
}

// row: A11
//
//proof:race
func mapInPlace() {
	s := new(stats)
	s.table.Store(map[string]int{})
	both(func() { s.set("a") }, func() { s.get("b") })
}

func (s *stats) find(key string) int { return (*s.index.Load())[key] }

//proof:by deletedInPlace
func (s *stats) drop(key string) {
	delete(*s.index.Load(), key) // want `the map from s\.index\.Load at line \d+ is changed`
}

//proof:race
func deletedInPlace() {
	s := new(stats)
	s.index.Store(&map[string]int{"a": 1})
	both(func() { s.drop("a") }, func() { s.find("b") })
}

//proof:by addedInPlace
func (s *stats) note(key string) {
	m := *s.index.Load()
	m[key] = 1 // want `the map from s\.index\.Load at line \d+ is changed`
	s.index.Store(&m)
}

//proof:race
func addedInPlace() {
	s := new(stats)
	s.index.Store(&map[string]int{"a": 1})
	both(func() { s.note("a") }, func() { s.find("b") })
}

// A Counter is for whoever calls Inc.
type Counter struct {
	n    atomic.Int64
	step func() int64
}

//proof:by callIsLost
//proof:instead c.n.Store(c.n.Load() + c.step()) => c.n.Add(c.step())
func (c *Counter) Inc() {
	c.n.Store(c.n.Load() + c.step()) // want `what another call of Inc adds to c\.n between this Load and the Store is lost: use Add`
}

//proof:observe
func callIsLost() bool {
	c := new(Counter)
	one := func() int64 { return 1 }
	c.step = func() int64 {
		c.step = one
		c.Inc() // another goroutine, at the worst moment
		return 1
	}
	c.Inc()
	return c.n.Load() != 2
}
