package lockstate

import (
	"cmp"
	"iter"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// A state says how it stands with one lock on one path.
type state int8

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

// A lost lock is one whose state is vague. Who took it or released it is forgotten, so that paths that differ
// in nothing else go on as one.
type lost struct {
	lock         *Lock
	first, stale bool // see status
}

func (s *status) lose() { *s = lost{s.lock, s.first, s.stale}.status() }

func (l lost) status() status {
	return status{lock: l.lock, state: vague, first: l.first, stale: l.stale}
}

// A memory is what a path knows of locks. It never changes once it is kept.
type memory struct {
	locks  []status // that are followed
	lost   []lost   // in the order of the numbers of the locks; in tests there are dozens
	defers []pending
	kept   bool // the one of all that are equal
}

// A pending call was deferred.
type pending struct {
	instr *ssa.Defer
	to    target
	stale bool // the name of the lock means another one by now
}

// empty reports whether nothing was done with any lock.
func (m *memory) empty() bool { return len(m.locks)+len(m.lost) == 0 }

// knowsSame reports whether the same is known of locks.
func (m *memory) knowsSame(n *memory) bool {
	return slices.Equal(m.locks, n.locks) && slices.Equal(m.lost, n.lost)
}

// all are the locks that are followed, then those that are lost.
func (m *memory) all() iter.Seq[status] {
	return func(yield func(status) bool) {
		for _, s := range m.locks {
			if !yield(s) {
				return
			}
		}
		for _, l := range m.lost {
			if !yield(l.status()) {
				return
			}
		}
	}
}

func (m *memory) find(l *Lock) (status, bool) {
	if i := m.index(l); i >= 0 {
		return m.locks[i], true
	}
	for _, s := range m.lost {
		if s.lock == l && !s.stale {
			return s.status(), true
		}
	}
	return status{lock: l}, false
}

// index is that of a lock that is followed, or -1.
func (m *memory) index(l *Lock) int {
	return slices.IndexFunc(m.locks, func(s status) bool { return s.lock == l && !s.stale })
}

// set is the memory with a new state of the lock. One that is lost stays so.
func (m *memory) set(s status) *memory {
	next := &memory{locks: m.locks, lost: m.lost, defers: m.defers}
	i := m.index(s.lock)
	switch {
	case s.state == vague && i >= 0:
		next.locks = slices.Delete(slices.Clone(m.locks), i, i+1)
		fallthrough
	case s.state == vague:
		next.lost = insert(slices.Clone(m.lost), s)
	case i >= 0:
		next.locks = slices.Clone(m.locks)
		next.locks[i] = s
	default:
		next.locks = append(slices.Clip(m.locks), s)
	}
	return next
}

// lose is the memory in which nothing is known of the lock.
func (m *memory) lose(l *Lock) *memory {
	s, _ := m.find(l)
	if s.state == vague {
		return m
	}
	s.lose()
	return m.set(s)
}

// insert adds a lock that is lost, if it is not there.
func insert(list []lost, s status) []lost {
	one := lost{s.lock, s.first, s.stale}
	if slices.Contains(list, one) {
		return list
	}
	i, _ := slices.BinarySearchFunc(list, one, func(a, b lost) int { return cmp.Compare(a.lock.number, b.lock.number) })
	return slices.Insert(list, i, one)
}

// unfollow is the memory in which nothing is known of the locks for which is reports true.
func (m *memory) unfollow(is func(*status) bool) *memory {
	next := m
	for i := range m.locks {
		if s := &m.locks[i]; is(s) {
			if next == m {
				next = &memory{locks: slices.Clone(m.locks[:i]), lost: slices.Clone(m.lost), defers: m.defers}
			}
			next.lost = insert(next.lost, *s)
		} else if next != m {
			next.locks = append(next.locks, *s)
		}
	}
	return next
}

// age is the memory in which the names for which means reports true mean other locks by now.
func (m *memory) age(means func(*Lock) bool) *memory {
	next := m
	for i, s := range m.locks {
		if !s.stale && means(s.lock) {
			if next == m {
				next = &memory{locks: slices.Clone(m.locks), lost: m.lost, defers: m.defers}
			}
			next.locks[i].stale = true
		}
	}
	var names []lost
	for i, l := range m.lost {
		if !l.stale && means(l.lock) {
			if names == nil {
				names = slices.Clone(m.lost)
				next = &memory{locks: next.locks, lost: names, defers: m.defers}
			}
			names[i].stale = true
		}
	}
	if next == m {
		return m
	}
	// In a loop over objects the last one and those before look the same.
	next.lost = slices.Compact(next.lost)
	for i := len(next.locks) - 1; i > 0; i-- {
		if s := next.locks[i]; s.stale && slices.Contains(next.locks[:i], s) {
			next.locks = slices.Delete(next.locks, i, i+1)
		}
	}
	return next
}

func (m *memory) push(p pending) *memory {
	for i, other := range m.defers {
		if other.instr == p.instr && other.to.lock == p.to.lock {
			if !other.stale {
				return m // in a loop: once is enough to know
			}
			next := &memory{locks: m.locks, lost: m.lost, defers: slices.Clone(m.defers)}
			next.defers[i] = p
			return next
		}
	}
	return &memory{locks: m.locks, lost: m.lost, defers: append(slices.Clip(m.defers), p)}
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
		writeFlags(&b, s.write, s.first, s.stale)
	}
	b.WriteByte(';')
	for _, l := range m.lost {
		b.WriteString(strconv.Itoa(l.lock.number))
		writeFlags(&b, l.first, l.stale)
	}
	b.WriteByte(';')
	for _, d := range m.defers {
		for _, v := range [...]any{d.instr, d.to.lock} {
			b.WriteString(number(v))
			b.WriteByte(' ')
		}
		writeFlags(&b, d.stale)
	}
	return b.String()
}

func writeFlags(b *strings.Builder, flags ...bool) {
	for _, flag := range flags {
		b.WriteString(strconv.FormatBool(flag)[:1])
	}
}

// isHeld reports whether the goroutine holds the lock for sure.
func (s status) isHeld() bool { return (s.state == held || s.state == back) && !s.stale }
