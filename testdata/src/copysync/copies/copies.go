// Package copies has what go vet's copylocks reports, by type.
package copies

import (
	"sync"
	"sync/atomic"
)

type counter struct {
	mu sync.Mutex
	n  int
}

type server struct {
	name  string
	inner counter
}

type alias = server

// row: M02
//
//proof:observe
//proof:instead q := *p => q := p
func assignedLocked() bool {
	p := &counter{}
	p.mu.Lock()
	q := *p // want `assignment to q copies counter with its mu sync\.Mutex: who locks the copy excludes nobody who locks the original; assign a pointer`
	p.mu.Unlock()
	return !q.mu.TryLock() // locked for ever
}

//proof:observe
//proof:instead t := s => t := &s
func assignedUnlocked() bool {
	var s server
	t := s // want `copies server with its inner\.mu sync\.Mutex`
	s.inner.mu.Lock()
	defer s.inner.mu.Unlock()
	return t.inner.mu.TryLock() // excludes nobody
}

//proof:observe
//proof:instead t := s => t := &s
func assignedAlias() bool {
	var s alias
	s.inner.mu.Lock()
	t := s // want `copies alias with its inner\.mu sync\.Mutex`
	s.inner.mu.Unlock()
	return !t.inner.mu.TryLock()
}

//proof:observe
//proof:instead others := locks => others := &locks
func assignedArray() bool {
	var locks [2]sync.RWMutex
	locks[1].Lock()
	others := locks // want `copies \[2\]sync\.RWMutex with its \[\] sync\.RWMutex`
	locks[1].Unlock()
	return !others[1].TryLock()
}

//proof:observe
//proof:instead map[string]server => map[string]*server
func assignedFromMap() bool {
	m := map[string]server{"a": {}} //proof:at
	a, ok := m["a"]                 // want `assignment to a copies server with its inner\.mu sync\.Mutex`
	b := m["a"]                     // want `assignment to b copies server`
	a.inner.mu.Lock()
	return ok && b.inner.mu.TryLock()
}

//proof:observe
//proof:instead var b = unused => var b = &unused
func declaredOnce() bool {
	runs := 0
	var a sync.Once
	a.Do(func() { runs++ })
	var unused sync.Once
	var b = unused // want `declaration of b copies sync\.Once: original and copy may each run their function; declare a pointer`
	unused.Do(func() { runs++ })
	b.Do(func() { runs++ })
	return runs == 3
}

// row: M03
//
//proof:observe
//proof:instead entries sync.Map => entries *sync.Map
//proof:instead entries: m => entries: &m
func literalMap() bool {
	type registry struct{ entries sync.Map }
	var m sync.Map
	r := registry{entries: m} // want `literal copies sync\.Map: what the two share depends on when it is copied; keep a pointer`
	m.Store(1, 1)
	_, ok := r.entries.Load(1)
	return !ok
}

// row: W04
//
//proof:deadlock
func argumentWaitGroup() {
	var wg sync.WaitGroup
	wg.Add(1)
	work := func(wg sync.WaitGroup) { wg.Done() } // want `each call of the function copies sync\.WaitGroup: Done on the copy never ends Wait on the original; take a pointer`
	go work(wg)                                   // want `call of work copies sync\.WaitGroup: Done on the copy never ends Wait on the original; pass a pointer`
	wg.Wait()                                     //proof:at
}

// row: D04
//
//proof:panic sync.Cond is copied
func argumentCond() {
	c := sync.NewCond(new(sync.Mutex))
	c.Signal()
	func(c sync.Cond) { // want `each call of the function copies sync\.Cond: the copy of a used one panics with "sync\.Cond is copied"; take a pointer`
		c.Signal() //proof:at
	}(*c) // want `call of the function copies sync\.Cond`
}

// row: A04
//
//proof:observe
//proof:instead return hits => return &hits
//proof:instead .(struct{ n atomic.Int64 }) => .(*struct{ n atomic.Int64 })
func returnedAtomic() bool {
	var hits struct{ n atomic.Int64 }
	snapshot := func() any {
		return hits // want `return copies struct\{n atomic\.Int64\} with its n atomic\.Int64: the copy is not read atomically and misses later updates; return a pointer`
	}
	before := snapshot().(struct{ n atomic.Int64 }) // want `assignment to before copies`
	hits.n.Add(1)
	return before.n.Load() == 0
}

// row: M30
//
//proof:observe
//proof:instead for _, c := range cs { => for i := range cs { c := &cs[i]
func rangedSlice() bool {
	cs := make([]counter, 1)
	for _, c := range cs { // want `each iteration copies counter with its mu sync\.Mutex to c: .*; range over the index or over pointers`
		c.mu.Lock()
		c.n++
	}
	return cs[0].n == 0 && cs[0].mu.TryLock()
}

//proof:observe
//proof:instead func(counter) bool => func(*counter) bool
//proof:instead yield(cs[0]) => yield(&cs[0])
func rangedFunc() bool {
	cs := make([]counter, 1)
	cs[0].mu.Lock()
	all := func(yield func(counter) bool) {
		yield(cs[0]) // want `call of yield copies counter`
	}
	for c := range all { // want `each iteration copies counter`
		cs[0].mu.Unlock()
		return !c.mu.TryLock()
	}
	return false
}

//proof:observe
//proof:instead q := p => q := &p
func pooled() bool {
	var p sync.Pool
	q := p // want `copies sync\.Pool: what the two share depends on when it is copied`
	q.Put(new(counter))
	return p.Get() == nil
}

type marked struct {
	_ noCopy
	n int
}

type noCopy struct{}

func (*noCopy) Lock()   {}
func (*noCopy) Unlock() {}

//proof:none the marker is the author's word that a copy is wrong
func assignedMarked() {
	var a marked
	b := a // want `copies marked with its _ noCopy: it is marked as not to be copied`
	_ = &b
}

// row: M29
//
//proof:by receiverCounts
//proof:instead (c counter) => (c *counter)
func (c counter) add() { // want `each call of method add copies counter with its mu sync\.Mutex: .*; make the receiver a pointer`
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n++
}

//proof:observe
func receiverCounts() bool {
	var c counter
	c.add()
	add := c.add // a method value binds a copy; the method is to blame
	add()
	return c.n == 0
}
