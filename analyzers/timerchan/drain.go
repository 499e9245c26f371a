package timerchan

import (
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/paths"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// drain reports a receive behind a Stop that has returned false, when a
// receive on the way there has taken the value.
func (c *checker) drain(r receive) {
	if !r.plain() || !behindStop(r) {
		return
	}
	for _, before := range receives(r.instr.Parent()) {
		if before.instr == r.instr || before.timer.at != r.timer.at || behindStop(before) {
			continue
		}
		if !c.leads(before, r) {
			continue
		}
		advice := "select with a default"
		if c.synchronous(r.pos) {
			advice = "since Go 1.23 Stop leaves nothing behind, so leave it out"
		}
		c.Report(report.Finding{At: report.At(r.pos, len("<-")), Kind: drain, Args: []any{c.Line(r.pos, before.pos), advice}})
		return
	}
}

// behindStop reports whether the receive is where a Stop of the timer has
// just returned false.
func behindStop(r receive) bool {
	b := r.instr.Block()
	if len(b.Preds) != 1 {
		return false
	}
	branch, ok := b.Preds[0].Instrs[len(b.Preds[0].Instrs)-1].(*ssa.If)
	if !ok {
		return false
	}
	cond, way := branch.Cond, b.Preds[0].Succs[0] == b
	if not, ok := cond.(*ssa.UnOp); ok && not.Op == token.NOT {
		cond, way = not.X, !way
	}
	call, ok := cond.(*ssa.Call)
	if !ok || way {
		return false
	}
	recv, ok := method(call, "Stop")
	if !ok {
		return false
	}
	t, ok := timerOf(recv)
	return ok && t.at == r.timer.at
}

// leads reports whether a path leads from one receive to the other on which
// the timer is not set again.
func (c *checker) leads(from, to receive) bool {
	start := flow.Point{Block: from.instr.Block()}
	for start.Block.Instrs[start.Index] != from.instr {
		start.Index++
	}
	first := true
	search := &paths.Search{
		From: start,
		End:  func(instr ssa.Instruction) bool { return instr == to.instr },
		Effect: func(instr ssa.Instruction) []paths.Alt {
			if instr == from.instr && first {
				first = false
				return []paths.Alt{{Case: from.state}}
			}
			if c.sets(instr, from) {
				return []paths.Alt{{Stop: true}}
			}
			return nil
		},
	}
	found := false
	search.Each(func(p *paths.Path) bool {
		found = p.Last == to.instr
		return !found
	})
	return found
}

// sets reports whether the instruction sets the timer again, replaces it, or
// may do so.
func (c *checker) sets(instr ssa.Instruction, r receive) bool {
	switch instr := instr.(type) {
	case *ssa.Store:
		if field := flow.Variable(instr.Addr); field != nil {
			return field == r.timer.field
		}
		return isTimer(instr.Val.Type())
	case ssa.CallInstruction:
		if v, ok := instr.(ssa.Value); ok && v == r.ptr {
			return true // the call that makes it
		}
		if _, ok := method(instr, "Reset"); ok {
			return true
		}
		if _, ok := method(instr, "Stop"); ok {
			return false
		}
		if r.timer.field != nil {
			callee := instr.Common().StaticCallee()
			return callee == nil || callee.Pkg == nil || callee.Pkg.Pkg == c.Pkg
		}
		for _, arg := range instr.Common().Args {
			if isTimer(arg.Type()) {
				return true
			}
		}
		return literal(instr.Common())
	}
	return false
}

// literal reports whether a function literal may be called, which has the variables of the function around it.
func literal(call *ssa.CallCommon) bool {
	if _, builtin := call.Value.(*ssa.Builtin); builtin || call.IsInvoke() {
		return false
	}
	callee := call.StaticCallee()
	return callee == nil || callee.Parent() != nil
}
