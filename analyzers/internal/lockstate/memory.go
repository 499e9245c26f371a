package lockstate

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// A state says how it stands with one lock on one path.
type state int

const (
	none  state = iota // nothing has been done with it
	held               // taken here
	free               // taken here, and released
	lent               // the caller held it, and it was released here
	back               // lent, and taken again for the caller
	vague              // not followed any further
)

type status struct {
	lock  *Lock
	state state
	write bool
	count int             // how often it is held
	at    ssa.Instruction // where it was taken
	gone  ssa.Instruction // where it was released
	first bool            // the first thing done with it was to take it, and to wait for it
	stale bool            // the name means another lock by now

	failed ssa.Instruction // the TryLock that has not got it
}

// A memory is what a path knows of locks. It never changes once it is kept.
type memory struct {
	locks  []status
	defers []pending
	kept   bool // the one of all that are equal
}

// A pending call was deferred.
type pending struct {
	instr *ssa.Defer
	to    target
	stale bool // the name of the lock means another one by now
}

func (m *memory) find(l *Lock) (status, bool) {
	for _, s := range m.locks {
		if s.lock == l && !s.stale {
			return s, true
		}
	}
	return status{lock: l}, false
}

func (m *memory) set(s status) *memory {
	next := &memory{defers: m.defers, locks: make([]status, 0, len(m.locks)+1)}
	found := false
	for _, old := range m.locks {
		if old.lock == s.lock && !old.stale {
			old, found = s, true
		}
		next.locks = append(next.locks, old)
	}
	if !found {
		next.locks = append(next.locks, s)
	}
	return next
}

// change applies f to the locks for which it reports true.
func (m *memory) change(f func(*status) bool) *memory {
	next := m
	for i, s := range m.locks {
		if !f(&s) {
			continue
		}
		if next == m {
			next = &memory{defers: m.defers, locks: slices.Clone(m.locks)}
		}
		next.locks[i] = s
	}
	return next
}

func (m *memory) push(p pending) *memory {
	for i, other := range m.defers {
		if other.instr == p.instr && other.to.lock == p.to.lock {
			if !other.stale {
				return m // in a loop: once is enough to know
			}
			next := &memory{locks: m.locks, defers: slices.Clone(m.defers)}
			next.defers[i] = p
			return next
		}
	}
	return &memory{locks: m.locks, defers: append(m.defers[:len(m.defers):len(m.defers)], p)}
}

// key is equal for equal memories. number is short for a pointer.
func (m *memory) key(number func(any) string) string {
	var b strings.Builder
	for _, s := range m.locks {
		for _, v := range [...]any{s.lock, s.at, s.gone, s.failed} {
			b.WriteString(number(v))
			b.WriteByte(' ')
		}
		b.WriteString(strconv.Itoa(int(s.state)))
		b.WriteByte(' ')
		b.WriteString(strconv.Itoa(s.count))
		for _, flag := range [...]bool{s.write, s.first, s.stale} {
			b.WriteString(strconv.FormatBool(flag)[:1])
		}
	}
	b.WriteByte(';')
	for _, d := range m.defers {
		for _, v := range [...]any{d.instr, d.to.lock} {
			b.WriteString(number(v))
			b.WriteByte(' ')
		}
		b.WriteString(strconv.FormatBool(d.stale)[:1])
	}
	return b.String()
}

// isHeld reports whether the goroutine holds the lock for sure.
func (s status) isHeld() bool { return (s.state == held || s.state == back) && !s.stale }
