package guardedby

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
)

// usedUnlocked finds a place at which the function looks into a map that it has loaded with the lock, and has unlocked
// since, where another function changes the map in place:
//
//	s.mu.Lock()
//	all := s.byName
//	s.mu.Unlock()
//	for name := range all { … }
func (c *checker) usedUnlocked(a *access, g *guard) ssa.Instruction {
	load, ok := a.at.(*ssa.UnOp)
	if !ok || !typeis.Map(load.Type()) || c.locks.MayBeHeldBefore(a.fn, g.class) {
		return nil
	}
	if !slices.ContainsFunc(g.holding, func(x *access) bool { return x.inside && x.fn != a.fn && !c.begins(x) }) {
		return nil
	}
	if slices.ContainsFunc(g.holding, func(x *access) bool { return x.fn == a.fn && x.write && !x.inside }) {
		return nil // it takes the map out
	}
	f := c.locks.Func(a.fn)
	if f == nil {
		return nil
	}
	for _, ref := range *load.Referrers() {
		switch ref.(type) {
		case *ssa.Range, *ssa.Lookup, *ssa.MapUpdate:
			if ref.Pos().IsValid() && len(f.Held(ref)) == 0 && !f.MayHold(ref, g.class) {
				return ref
			}
		}
	}
	return nil
}
