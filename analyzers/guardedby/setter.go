package guardedby

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/lockstate"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

const mostBare = 3 // functions that read a field bare which has a setter

// setter reports bare reads of a field that an exported method is there to set, which takes the lock for that alone: it
// expects readers at the same time. Somebody else reads it with the lock, or the reader is the method's counterpart.
func (c *checker) setter(v *types.Var, g *guard) {
	if slices.ContainsFunc(g.bare, func(a *access) bool { return a.write && !c.begins(a) }) {
		return
	}
	i := slices.IndexFunc(g.holding, func(a *access) bool { return a.write && a.held[g.class] && !a.inside && onlySets(a) })
	if i < 0 {
		return
	}
	set := g.holding[i]
	habit := slices.ContainsFunc(g.holding, func(a *access) bool { return !a.write && flow.Outermost(a.fn) != set.fn })
	var told []*ssa.Function
	for _, a := range g.bare {
		fn := flow.Outermost(a.fn)
		if a.write || (!habit || functions(g.bare) > mostBare) && !counterpart(a) || slices.Contains(told, fn) || !g.replaced() && !looksInside(a.at) || !c.concurrent(a, g) {
			continue
		}
		told = append(told, fn)
		c.Report(report.Finding{At: report.At(a.at.Pos(), 1), Kind: bareRead, Args: []any{v.Name(), g.class.Name(), c.Line(a.at.Pos(), set.at.Pos())}})
	}
}

// begins reports whether nobody else has the object of the access yet.
func (c *checker) begins(a *access) bool {
	fn := flow.Outermost(a.fn)
	return constructs(fn) || startsWith(fn.Name(), "init")
}

// onlySets reports whether the function is an exported method that does nothing but set fields with the lock held.
func onlySets(a *access) bool {
	if a.fn.Signature.Recv() == nil || !exported(a.fn) || len(a.fn.Blocks) > 2 {
		return false
	}
	locks := 0
	for _, instr := range a.fn.Blocks[0].Instrs {
		switch instr := instr.(type) {
		case *ssa.Store:
			if _, ok := instr.Addr.(*ssa.FieldAddr); !ok {
				return false
			}
		case ssa.CallInstruction:
			op := lockstate.OpOf(instr)
			if op == lockstate.NoOp {
				return false
			}
			if op.Takes() {
				locks++
			}
		}
	}
	return locks == 1
}

// counterpart reports whether the function is an exported method that only returns the field.
func counterpart(a *access) bool {
	if !exported(a.fn) || a.fn.Signature.Recv() == nil || len(a.fn.Blocks) != 1 {
		return false
	}
	for _, instr := range a.fn.Blocks[0].Instrs {
		switch instr := instr.(type) {
		case *ssa.FieldAddr, *ssa.UnOp, *ssa.DebugRef:
		case *ssa.Return:
			return len(instr.Results) == 1 && instr.Results[0] == a.at.(ssa.Value)
		default:
			return false
		}
	}
	return false
}
