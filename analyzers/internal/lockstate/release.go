package lockstate

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/paths"
)

// release treats Unlock and RUnlock.
func (e *explorer) release(p *paths.Path, m *memory, instr ssa.Instruction, l *Lock, op Op) *memory {
	s, known := m.find(l)
	if s.failed != nil {
		e.wrong(&Wrong{Lock: l, At: instr, Op: op, Failed: s.failed})
		s.lose()
		return m.set(s)
	}
	switch s.state {
	case held:
		key := endKey{l, s.at}
		if !slices.Contains(e.releases[key], instr) {
			e.releases[key] = append(e.releases[key], instr)
		}
		if s.write != op.Write() {
			e.wrong(&Wrong{Lock: l, At: instr, Op: op, Taken: s.at})
			s.lose()
			return m.set(s)
		}
		if s.count--; s.count > 0 {
			return m.set(s)
		}
		if call, ok := s.at.(*ssa.Call); ok {
			for _, fn := range e.static(call.Common()).fns {
				e.consumed[fn] = true
			}
		}
		s.state, s.gone = free, instr
	case back:
		s.state, s.gone = lent, instr
	case free:
		e.wrong(&Wrong{Lock: l, At: instr, Op: op, Taken: s.at, Gone: s.gone})
		s.lose()
	case lent:
		if s.write && op.Write() {
			e.wrong(&Wrong{Lock: l, At: instr, Op: op, Gone: s.gone})
		}
		s.lose()
	case none:
		if !known && m.maybeHeld(l) {
			return m.forgetClass(l)
		}
		s.state, s.write, s.gone = lent, op.Write(), instr
		if external(e.fn, l) && !slices.Contains(e.f.lends, l) {
			e.f.lends = append(e.f.lends, l)
			if OpOf(instr) != NoOp {
				e.f.entrusted = append(e.f.entrusted, l)
			}
		}
		e.begins[l] = true
	}
	return m.set(s)
}

// maybeHeld reports whether a lock is held that may be the same under another name.
func (m *memory) maybeHeld(l *Lock) bool {
	for _, s := range m.locks {
		if s.state == held && (s.lock != l || s.stale) && sameClass(s.lock, l) {
			return true
		}
	}
	return false
}

func sameClass(a, b *Lock) bool {
	return a.class() == b.class() || a.class() == nil || b.class() == nil
}

func (m *memory) forgetClass(l *Lock) *memory {
	m = m.unfollow(func(s *status) bool { return sameClass(s.lock, l) })
	return m.lose(l)
}
