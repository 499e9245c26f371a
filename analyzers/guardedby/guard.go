package guardedby

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/lockstate"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// A guard is the lock that most accesses to a field hold.
type guard struct {
	class   types.Object
	holding []*access
	change  *access // one that changes the field and has the lock for writing
	inside  *access // one that changes the map or slice in the field
	bare    []*access
}

// changesOften reports whether the field changes more than once in the life of an object, as
// far as can be seen: in several functions, in a method that is there to set it, or inside a map or slice.
func (g *guard) changesOften() bool {
	changes := g.changes()
	return g.inside != nil || functions(changes) > 1 || len(changes) > 0 && sets(flow.Outermost(changes[0].fn))
}

func (g *guard) changes() []*access {
	return slices.DeleteFunc(slices.Clone(g.holding), func(a *access) bool { return !a.write })
}

// flag reports whether the field is a bool that a function sets with the lock unless it is set already: then it
// expects others at the same time.
func (g *guard) flag() bool {
	return slices.ContainsFunc(g.changes(), func(set *access) bool {
		store, ok := set.at.(*ssa.Store)
		if !ok || !set.held[g.class] || !isTrue(store.Val) {
			return false
		}
		return slices.ContainsFunc(g.holding, func(test *access) bool {
			return !test.write && test.fn == set.fn && test.held[g.class] && unless(test.at, set.at)
		})
	})
}

// unless reports whether the instruction runs where the value was tested and found to be false.
func unless(tested, instr ssa.Instruction) bool {
	v, ok := tested.(ssa.Value)
	return ok && slices.ContainsFunc(*v.Referrers(), func(ref ssa.Instruction) bool {
		switch ref := ref.(type) {
		case *ssa.If:
			return dominates(ref.Block().Succs[1], instr)
		case *ssa.UnOp:
			return ref.Op == token.NOT && slices.ContainsFunc(*ref.Referrers(), func(use ssa.Instruction) bool {
				branch, ok := use.(*ssa.If)
				return ok && dominates(branch.Block().Succs[0], instr)
			})
		}
		return false
	})
}

func dominates(side *ssa.BasicBlock, instr ssa.Instruction) bool {
	return len(side.Preds) == 1 && side.Dominates(instr.Block())
}

// branches reports whether the value decides a branch.
func branches(at ssa.Instruction) bool {
	v, ok := at.(ssa.Value)
	return ok && slices.ContainsFunc(*v.Referrers(), func(ref ssa.Instruction) bool {
		switch ref := ref.(type) {
		case *ssa.If:
			return true
		case *ssa.UnOp:
			return branches(ref)
		case *ssa.BinOp:
			return branches(ref)
		}
		return false
	})
}

// replaced reports whether the field itself is changed, not only the map or slice in it.
func (g *guard) replaced() bool {
	return slices.ContainsFunc(g.holding, func(a *access) bool { return a.write && !a.inside })
}

// guard finds the lock that is held most often.
func (c *checker) guard(all []*access) *guard {
	count := make(map[types.Object]int)
	var classes []types.Object
	for _, a := range all {
		for class := range a.held {
			if !lockstate.Besides(class, a.field) {
				continue
			}
			if count[class]++; count[class] == 1 {
				classes = append(classes, class)
			}
		}
	}
	if len(classes) == 0 {
		return nil
	}
	best := slices.MaxFunc(classes, func(a, b types.Object) int {
		if d := count[a] - count[b]; d != 0 {
			return d
		}
		return int(b.Pos() - a.Pos())
	})
	g := &guard{class: best}
	for _, a := range all {
		write, held := a.held[best]
		switch {
		case held:
			g.holding = append(g.holding, a)
			if a.write && write && g.change == nil {
				g.change = a
			}
			if a.inside && g.inside == nil {
				g.inside = a
			}
		case !c.mayHold(a, best):
			g.bare = append(g.bare, a)
		}
	}
	return g
}

func (c *checker) mayHold(a *access, class types.Object) bool {
	if f := c.locks.Func(a.fn); f != nil && f.MayHold(a.at, class) {
		return true
	}
	for fn := a.fn.Parent(); fn != nil; fn = fn.Parent() {
		if f := c.locks.Func(fn); f != nil && f.GaveUp {
			return true // what the function around holds is not known
		}
	}
	return c.locks.MayBeHeldBefore(a.fn, class)
}

func functions(list []*access) int {
	seen := make(map[*ssa.Function]bool)
	for _, a := range list {
		seen[flow.Outermost(a.fn)] = true
	}
	return len(seen)
}

// strangers are the accesses of functions that come to the field only without the lock.
func (g *guard) strangers(bare []*access) []*access {
	return slices.DeleteFunc(slices.Clone(bare), func(a *access) bool {
		return slices.ContainsFunc(g.holding, func(x *access) bool { return flow.Outermost(x.fn) == flow.Outermost(a.fn) })
	})
}

// onlyReadLocked reports whether nothing but a read lock is held.
func onlyReadLocked(a *access) bool {
	for _, write := range a.held {
		if write {
			return false
		}
	}
	return true
}

// lookedBefore reports whether the function has come to the field with the lock before, on every way.
func (g *guard) lookedBefore(a *access) bool {
	return slices.ContainsFunc(g.holding, func(x *access) bool {
		return x.fn == a.fn && flow.Dominates(x.at, a.at)
	})
}

// other is the one lock, beside the field, that the access holds, nil if somebody who uses the field with the guard,
// and meets the access, holds it too.
func (g *guard) other(a *access) types.Object {
	meets := g.holding
	if !a.write {
		meets = g.changes()
	}
	for class := range a.held {
		if len(a.held) > 1 || !lockstate.Besides(class, a.field) || slices.ContainsFunc(meets, func(x *access) bool { _, too := x.held[class]; return too }) {
			break
		}
		return class
	}
	return nil
}

// twoLocks reports an access with a lock, where all others have another one.
func (c *checker) twoLocks(v *types.Var, g *guard) bool {
	if functions(g.bare) != 1 {
		return false
	}
	for _, a := range g.bare {
		wrong := g.other(a)
		if wrong == nil || !a.write && len(g.changes()) == 0 || !c.concurrent(a, g) {
			continue
		}
		c.Report(report.Finding{At: report.At(a.at.Pos(), 1), Kind: otherLock,
			Args: []any{v.Name(), wrong.Name(), c.Line(a.at.Pos(), g.holding[0].at.Pos()), g.class.Name()}})
		return true
	}
	return false
}
