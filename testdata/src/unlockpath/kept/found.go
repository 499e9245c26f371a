package kept

import (
	"errors"
	"sync"
)

var errUsed = errors.New("used")

type item struct {
	mu sync.Mutex
	n  int
}

// What was found stays locked on the way of the error.
//
//proof:deadlock
//proof:instead return 0, errUsed => held.mu.Unlock(); return 0, errUsed
func foundAndKept() {
	list := []*item{{}, {n: 2}}
	find := func() (int, error) {
		var held *item
		for _, i := range list {
			i.mu.Lock() // want `i.mu stays locked on the return at line \d+`
			if i.n > 0 {
				held = i
				break
			}
			i.mu.Unlock()
		}
		if held == nil {
			return 0, errors.New("nothing found")
		}
		if held.n > 1 {
			return 0, errUsed //proof:at
		}
		held.mu.Unlock()
		return held.n, nil
	}
	find()
	find()
}

type phase int

const (
	shut phase = iota
	opened
	halfOpen
)

type circuit struct {
	mu    sync.Mutex
	phase phase
}

// One phase is left out.
//
//proof:by leftOut
//proof:instead case opened: => case opened, shut:
func (c *circuit) succeed() {
	c.mu.Lock() // want `c.mu stays locked on the return at line \d+`
	switch c.phase {
	case opened: //proof:at
		c.mu.Unlock()
	case halfOpen:
		c.phase = shut
		c.mu.Unlock()
	}
}

//proof:deadlock
func leftOut() {
	c := new(circuit)
	c.succeed()
	c.succeed()
}
