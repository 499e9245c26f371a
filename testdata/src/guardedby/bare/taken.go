package bare

import "sync"

// What the elements of a map hold is changed with the lock, and looked at behind the unlock.
type Visits struct {
	mu     sync.Mutex
	byName map[string]*visit
	list   []*visit
}

type visit struct {
	hits  int
	flags int
}

//proof:by visited
func (v *Visits) Hit(name string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	e := v.byName[name]
	if e == nil {
		e = new(visit)
		v.byName[name] = e
		v.list = append(v.list, e)
	}
	e.hits++
}

//proof:by visited
func (v *Visits) Hits(name string) int {
	v.mu.Lock()
	e, ok := v.byName[name]
	v.mu.Unlock()
	if !ok {
		return 0
	}
	return e.hits // want `hits of an element of byName is read after the unlock of mu, with which it is changed at line \d+: a data race; hold the lock as long`
}

//proof:race
func visited() {
	v := &Visits{byName: make(map[string]*visit)}
	v.Hit("a")
	together(func() { v.Hit("a") }, func() { _ = v.Hits("a") })
}

//proof:by marked
func (v *Visits) Unmark() {
	v.mu.Lock()
	defer v.mu.Unlock()
	for _, e := range v.list {
		e.flags = 0
	}
}

//proof:by marked
func (v *Visits) Mark(i int) {
	v.mu.Lock()
	e := v.list[i]
	v.mu.Unlock()
	e.flags |= 4 // want `flags of an element of list is read after the unlock of mu`
}

//proof:race
func marked() {
	v := &Visits{byName: make(map[string]*visit)}
	v.Hit("a")
	together(v.Unmark, func() { v.Mark(0) })
}
