package goshare

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/ctxlife"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/place"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
)

// givenUp reports what the function does with the variable when it has given up to wait for the goroutine that sets it:
// at a timeout, or when a context has ended. The goroutine does not know of that.
func (c *checker) givenUp(s *start, variable *ssa.Alloc) bool {
	if c.InTest(s.call.Pos()) {
		return false // who gives up there fails
	}
	lit := started(s.call)
	writes := writesOf(lit, variable)
	all := accessesOf(variable)
	if len(writes) == 0 || all == nil {
		return false
	}
	for _, sel := range firstSelects(s.call) {
		if !waitsFor(sel, lit) {
			continue
		}
		for i, state := range sel.States {
			if !givesUp(state) {
				continue
			}
			_, to, ok := flow.CaseOf(sel, i)
			if !ok || len(to.Preds) != 1 {
				continue
			}
			own := ownBlocks(to)
			stop := func(instr ssa.Instruction) bool { return !own(instr.Block()) || mayOrder(instr) }
			for _, here := range reached(flow.Point{Block: to}, all, stop) {
				if there, ok := conflict(here, writes); ok && own(here.instr.Block()) && posOf(here).IsValid() {
					c.reportGivenUp(variable, here, s, state, there)
					return true
				}
			}
		}
	}
	return false
}

// ownBlocks are the blocks in which the case that begins with the block is known to have been chosen, and those to which
// it goes on without asking: what was chosen can't matter there.
func ownBlocks(to *ssa.BasicBlock) func(*ssa.BasicBlock) bool {
	straight := make(map[*ssa.BasicBlock]bool)
	for b := to; !straight[b]; b = b.Succs[0] {
		straight[b] = true
		if len(b.Succs) != 1 {
			break
		}
	}
	return func(b *ssa.BasicBlock) bool { return straight[b] || to.Dominates(b) }
}

// posOf is where an access stands: a variable that is only given back has no place of its own.
func posOf(a access) token.Pos {
	if pos := a.instr.Pos(); pos.IsValid() {
		return pos
	}
	if load, ok := a.instr.(*ssa.UnOp); ok && len(*load.Referrers()) > 0 {
		if ret, ok := (*load.Referrers())[0].(*ssa.Return); ok {
			return ret.Pos()
		}
	}
	return token.NoPos
}

// writesOf lists where the literal sets the variable.
func writesOf(lit *ssa.MakeClosure, variable *ssa.Alloc) (list []access) {
	fn := lit.Fn.(*ssa.Function)
	for i, bound := range lit.Bindings {
		if bound != ssa.Value(variable) || i >= len(fn.FreeVars) {
			continue
		}
		accesses := accessesOf(fn.FreeVars[i])
		for _, b := range fn.Blocks { // in source order
			for _, instr := range b.Instrs {
				if a, ok := accesses[instr]; ok && a.writes {
					list = append(list, a)
				}
			}
		}
	}
	return list
}

// firstSelects lists the select statements to which control comes from a go statement with nothing in between that may
// wait for the goroutine.
func firstSelects(start ssa.CallInstruction) (list []*ssa.Select) {
	walk(flow.After(start), func(instr ssa.Instruction) bool {
		if sel, ok := instr.(*ssa.Select); ok && sel.Blocking {
			list = append(list, sel)
		}
		return !mayOrder(instr)
	})
	return list
}

// mayOrder reports whether an instruction may wait for the goroutine. What it sends on is a variable of the function: other
// functions don't wait for it unless they get that, or say by their name that they wait. Who ends a context or asks for it
// waits for nobody.
func mayOrder(instr ssa.Instruction) bool {
	call, ok := instr.(*ssa.Call)
	if !ok {
		return orders(instr)
	}
	switch {
	case typeis.Named(call.Call.Value.Type(), "context.CancelFunc"):
		return false
	case call.Call.IsInvoke() && ctxlife.IsContext(call.Call.Value.Type()):
		return false
	case slices.ContainsFunc(call.Call.Args, func(arg ssa.Value) bool { return canWaitBy(arg.Type()) }):
		return true
	}
	return waits(instr)
}

// canWaitBy reports whether who gets a value of the type can wait for a goroutine by it.
func canWaitBy(t types.Type) bool {
	return typeis.Chan(t) || typeis.Named(t, "*sync.WaitGroup") || typeis.Named(t, "*sync.Cond")
}

// waitsFor reports whether a case of the select statement receives from a channel that the literal closes or sends on.
func waitsFor(sel *ssa.Select, lit *ssa.MakeClosure) bool {
	for _, state := range sel.States {
		if state.Dir == types.RecvOnly && signals(lit, state.Chan) {
			return true
		}
	}
	return false
}

// signals reports whether a literal closes a channel of the function around it, or sends on it.
func signals(lit *ssa.MakeClosure, ch ssa.Value) bool {
	load, ok := ch.(*ssa.UnOp)
	if !ok || place.StoredOnce(load.X) == nil {
		return false
	}
	fn := lit.Fn.(*ssa.Function)
	for i, bound := range lit.Bindings {
		if bound != load.X || i >= len(fn.FreeVars) {
			continue
		}
		for _, inner := range *fn.FreeVars[i].Referrers() {
			if inner, ok := inner.(*ssa.UnOp); ok && told(inner) {
				return true
			}
		}
	}
	return false
}

// told reports whether a channel is closed, or sent on.
func told(ch ssa.Value) bool {
	for _, ref := range *ch.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Send:
			return ref.Chan == ch
		case ssa.CallInstruction:
			if b, ok := ref.Common().Value.(*ssa.Builtin); ok && b.Name() == "close" {
				return true
			}
		}
	}
	return false
}

// givesUp reports whether a case of a select statement is that of a clock, or of a context that has ended.
func givesUp(state *ssa.SelectState) bool {
	return state.Dir == types.RecvOnly && (flow.IsClock(state.Chan) || ctxlife.DoneOf(state.Chan) != nil)
}

func conflict(here access, writes []access) (access, bool) {
	for _, there := range writes {
		if here.conflicts(there) {
			return there, true
		}
	}
	return access{}, false
}

func (c *checker) reportGivenUp(variable *ssa.Alloc, here access, s *start, state *ssa.SelectState, there access) {
	pos := posOf(here)
	c.Report(report.Finding{At: report.At(pos, 1), Kind: unwaited,
		Args: []any{variable.Comment, here.verb("read", "set"), c.Line(pos, s.call.Pos()), c.Line(pos, state.Pos), c.Line(pos, there.instr.Pos())},
		Related: []analysis.RelatedInformation{
			report.Related(report.At(state.Pos, 2), "nobody waits any more"),
			report.Related(report.At(there.instr.Pos(), 1), "the goroutine sets it here"),
		}})
}
