package lockstate

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/paths"
)

// decided lists the conditions on parameters that the path has decided.
func (e *explorer) decided(p *paths.Path) []guard {
	var guards []guard
	for _, g := range e.guards {
		if value, known := p.Decided(g.cond); known {
			guard := g.guard
			if !value {
				guard.want = !guard.want
			}
			if !slices.Contains(guards, guard) {
				guards = append(guards, guard)
			}
		}
	}
	return guards
}

func (e *explorer) acquire(a *acquire) {
	for _, old := range e.f.acquires {
		if old.lock == a.lock && old.write == a.write && slices.Equal(old.chain, a.chain) && slices.Equal(old.guards, a.guards) {
			return
		}
	}
	if len(e.f.acquires) < 64 {
		e.f.acquires = append(e.f.acquires, a)
	}
}

func (e *explorer) twice(t *Twice) {
	for _, old := range e.f.Twice {
		if old.Lock == t.Lock && old.At == t.At && old.HeldSince == t.HeldSince {
			always := old.Always || t.Always
			if t.Sure && !old.Sure {
				*old = *t
			}
			old.Always = always
			return
		}
	}
	e.f.Twice = append(e.f.Twice, t)
}

func (e *explorer) wrong(w *Wrong) {
	for _, old := range e.f.Wrong {
		if old.At == w.At && old.Lock == w.Lock {
			return
		}
	}
	e.f.Wrong = append(e.f.Wrong, w)
}

func (e *explorer) loop(p *paths.Path, at ssa.Instruction, s status, op Op) {
	for _, old := range e.f.Loops {
		if old.At == at && old.Lock == s.lock {
			return
		}
	}
	// The condition of the loop itself is not what skips the unlock.
	inside := func(branch *ssa.If) bool {
		return branch.Block() == at.Block() || !branch.Block().Dominates(at.Block())
	}
	e.f.Loops = append(e.f.Loops, &Loop{Lock: s.lock, Op: op, At: at, Branch: p.Branch(inside)})
}
