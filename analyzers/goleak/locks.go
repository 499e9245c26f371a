package goleak

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/lockstate"
	"github.com/gocorelint/gocorelint/analyzers/internal/scope"
)

// oneSided reports whether a goroutine is blocked for ever at a lock that another check tells
// about, without a schedule: one that a path does not release (unlockpath), or that its own
// goroutine holds (doublelock).
func (c *checker) oneSided(f *scope.Finding) bool {
	for _, b := range append([]scope.Blocked{{Pos: f.Pos, Op: f.Op}}, f.Other...) {
		if isLock(b.Op) && c.badLocks()[c.line(b.Pos)] {
			return true
		}
	}
	return isLock(f.Op) && slices.ContainsFunc(f.Steps, func(s scope.Step) bool {
		return isLock(s.Op) && c.badLocks()[c.line(s.Pos)]
	})
}

func isLock(op string) bool {
	return strings.HasSuffix(op, ".Lock") || strings.HasSuffix(op, ".RLock")
}

// badLocks lists where locks are taken that are not released, or held already.
func (c *checker) badLocks() map[line]bool {
	if c.locks != nil {
		return c.locks
	}
	c.locks = make(map[line]bool)
	add := func(instrs ...ssa.Instruction) {
		for _, instr := range instrs {
			c.locks[c.line(instr.Pos())] = true
		}
	}
	pkg := c.ResultOf[lockstate.Analyzer].(*lockstate.Package)
	for _, fn := range pkg.Funcs {
		for _, k := range fn.Kept {
			if len(k.Unlocks) > 0 && !k.Lock.Vague() && !pkg.Consumed(fn.Fn) {
				add(k.At)
			}
		}
		for _, l := range fn.Loops {
			add(l.At)
		}
		for _, t := range fn.Twice {
			if t.Sure && !t.Lock.Vague() {
				add(t.At, t.HeldSince)
				add(t.Chain...)
			}
		}
	}
	return c.locks
}
