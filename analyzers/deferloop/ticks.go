package deferloop

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
)

// tick returns where the loop, or one around it, receives from a ticker and ends only when it is told to: calls that
// wait for the end of the function pile up without a bound. One that ends when something has succeeded tries a few times.
func tick(d *ssa.Defer, loop *flow.Loop) token.Pos {
	for ; loop != nil; loop = loop.Parent {
		if !untilTold(d.Parent(), loop) {
			continue
		}
		for _, b := range d.Parent().Blocks {
			if !loop.Contains(b) {
				continue
			}
			for _, instr := range b.Instrs {
				if pos := ticking(instr); pos.IsValid() && comesTo(d, instr, loop) {
					return pos
				}
			}
		}
	}
	return token.NoPos
}

// untilTold reports whether all ways out of the loop are those of a receive: a case of a select, a channel that is closed.
func untilTold(fn *ssa.Function, loop *flow.Loop) bool {
	for _, b := range fn.Blocks {
		if !loop.Contains(b) {
			continue
		}
		for _, succ := range b.Succs {
			if !loop.Contains(succ) && !ends(succ) && !received(b) {
				return false
			}
		}
	}
	return true
}

// received reports whether the branch at the end of the block is on what a receive or a select has brought.
func received(b *ssa.BasicBlock) bool {
	branch, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
	if !ok {
		return false
	}
	cond := branch.Cond
	if cmp, ok := cond.(*ssa.BinOp); ok {
		cond = cmp.X
	}
	part, ok := cond.(*ssa.Extract)
	if !ok {
		return false
	}
	switch tuple := part.Tuple.(type) {
	case *ssa.Select:
		return true
	case *ssa.UnOp:
		return tuple.Op == token.ARROW
	}
	return false
}

// comesTo reports whether control comes from the defer statement to an instruction inside of the loop.
func comesTo(d *ssa.Defer, to ssa.Instruction, loop *flow.Loop) bool {
	return flow.Reaches(flow.After(d), func(instr ssa.Instruction) bool { return instr == to },
		func(instr ssa.Instruction) bool { return !loop.Contains(instr.Block()) })
}

// ticking is where an instruction receives from a ticker.
func ticking(instr ssa.Instruction) token.Pos {
	switch instr := instr.(type) {
	case *ssa.UnOp:
		if instr.Op == token.ARROW && isTicker(instr.X) {
			return instr.Pos()
		}
	case *ssa.Select:
		for _, state := range instr.States {
			if state.Dir == types.RecvOnly && isTicker(state.Chan) {
				return state.Pos
			}
		}
	}
	return token.NoPos
}

func isTicker(ch ssa.Value) bool {
	switch v := ch.(type) {
	case *ssa.Call:
		return know.Is(flow.StaticCallee(&v.Call), "time.Tick")
	case *ssa.UnOp:
		field, ok := v.X.(*ssa.FieldAddr)
		return ok && typeis.Named(field.X.Type(), "*time.Ticker")
	}
	return false
}

// mustRun reports whether the deferred call is more than a record of its own: it releases something.
func mustRun(d *ssa.Defer) bool {
	if typeis.Named(d.Call.Value.Type(), "context.CancelFunc") {
		return true
	}
	fn := flow.Callee(d.Common())
	return fn != nil && fn.Signature().Recv() != nil && (fn.Name() == "Close" || fn.Name() == "Stop" || fn.Name() == "Done" || fn.Name() == "Unlock" || fn.Name() == "RUnlock")
}
