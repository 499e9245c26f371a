package quiet

import (
	"errors"
	"sync"
)

var errNothing = errors.New("nothing found")

type item struct {
	mu sync.Mutex
	n  int
}

func newItems() []*item { return []*item{{}, {n: 1}, {}} }

// A lock that is taken twice would wait for ever.
func free(list []*item) {
	for _, i := range list {
		i.mu.Lock()
		i.mu.Unlock()
	}
}

// What was found is locked, so it is not nil, and it is unlocked by its new name.
//
//proof:ok
func found() {
	list := newItems()
	find := func() (int, error) {
		var held *item
		for _, i := range list {
			i.mu.Lock()
			if i.n > 0 {
				held = i
				break
			}
			i.mu.Unlock()
		}
		if held == nil {
			return 0, errNothing
		}
		defer held.mu.Unlock()
		return held.n, nil
	}
	find()
	free(list)
}

// A deferred literal knows the new name.
//
//proof:ok
func foundByLiteral() {
	list := newItems()
	find := func() (n int, err error) {
		var held *item
		defer func() {
			if held != nil {
				held.mu.Unlock()
			}
		}()
		for _, i := range list {
			i.mu.Lock()
			held = i
			if i.n > 0 {
				return i.n, nil
			}
			held = nil
			i.mu.Unlock()
		}
		return 0, errNothing
	}
	find()
	free(list)
}

type entry interface {
	sync.Locker
	used() bool
}

type page struct {
	sync.Mutex
	n int
}

func (p *page) used() bool { return p.n > 0 }

type other struct{ sync.Mutex }

func (*other) used() bool { return false }

// Locked as an interface, unlocked as what it is.
//
//proof:ok
func asserted() {
	list := []entry{&other{}, &page{n: 1}}
	find := func() (*page, error) {
		var p *page
		var ok bool
		defer func() {
			if p != nil {
				p.Unlock()
			}
		}()
		for _, e := range list {
			e.Lock()
			if p, ok = e.(*page); ok {
				break
			}
			e.Unlock()
		}
		if p == nil {
			return nil, errNothing
		}
		p.n++
		return p, nil
	}
	find()
	list[1].Lock()
	list[1].Unlock()
}

// Without a literal.
//
//proof:ok
func assertedHere() {
	list := []entry{&other{}, &page{n: 1}}
	find := func() error {
		var p *page
		for _, e := range list {
			e.Lock()
			var ok bool
			if p, ok = e.(*page); ok {
				break
			}
			e.Unlock()
		}
		if p == nil {
			return errNothing
		}
		p.Unlock()
		return nil
	}
	find()
	list[1].Lock()
	list[1].Unlock()
}

type phase int

const (
	shut phase = iota
	opened
	halfOpen
)

type circuit struct {
	mu    sync.RWMutex
	phase phase
	n     int
}

// All phases that there are unlock.
//
//proof:by phases
func (c *circuit) succeed() {
	read := c.mu.RLocker()
	read.Lock()
	switch c.phase {
	case opened:
		read.Unlock()
	case halfOpen:
		read.Unlock()
		c.mu.Lock()
		c.phase = shut
		c.mu.Unlock()
	case shut:
		c.n++
		read.Unlock()
	}
}

// By if statements.
//
//proof:by phases
func (c *circuit) fail() {
	c.mu.Lock()
	if p := c.phase; p == opened {
		c.mu.Unlock()
	} else if p == halfOpen || p == shut {
		c.phase = opened
		c.mu.Unlock()
	}
}

//proof:ok
func phases() {
	for _, p := range []phase{shut, opened, halfOpen} {
		c := &circuit{phase: p}
		c.succeed()
		c.fail()
		c.mu.Lock()
		c.mu.Unlock()
	}
}

type links struct {
	mu  sync.Mutex
	all map[string]*link
}

type link struct {
	mu sync.RWMutex
	ok bool
}

func (s *links) get(name string) (*link, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	found, ok := s.all[name]
	if !ok {
		found = new(link)
		s.all[name] = found
	}
	return found, ok
}

// What the first round defers is about the link of that round.
//
//proof:by retries
func (s *links) open(name string) bool {
	retrying := false
retry:
	found, ok := s.get(name)
	if !ok {
		found.mu.Lock()
		found.ok = true
		found.mu.Unlock()
	} else {
		found.mu.RLock()
		defer found.mu.RUnlock()
	}
	if !found.ok && !retrying {
		retrying = true
		s.mu.Lock()
		delete(s.all, name)
		s.mu.Unlock()
		goto retry
	}
	return found.ok
}

//proof:ok
func retries() {
	s := &links{all: map[string]*link{"a": {}}}
	if !s.open("a") || !s.open("a") {
		panic("not open")
	}
}
