package deferloop

import (
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/place"
)

// closed reports whether the round closes the value by hand before the next one comes to the
// defer statement, which is there for the ways out of the function then.
func closed(d *ssa.Defer, v ssa.Value, loop *flow.Loop) bool {
	again := func(instr ssa.Instruction) bool { return instr == ssa.Instruction(d) }
	return !flow.Reaches(flow.After(d), again, func(instr ssa.Instruction) bool {
		if !loop.Contains(instr.Block()) {
			return true
		}
		call, ok := instr.(*ssa.Call)
		if !ok {
			return false
		}
		fn, on := flow.Callee(call.Common()), receiver(call.Common())
		if fn == nil || on == nil || !same(on, v) {
			return false
		}
		// A result set closes itself behind its last row: a loop over the rows is taken to go so far.
		return fn.Name() == "Close" || know.Is(fn, "(*database/sql.Rows).Next") && flow.LoopsOf(d.Parent()).Innermost(instr.Block()).Head != loop.Head
	})
}

// same reports whether both are one value, or were read from one place.
func same(x, y ssa.Value) bool {
	if x == y {
		return true
	}
	a, ok := x.(*ssa.UnOp)
	b, ok2 := y.(*ssa.UnOp)
	if !ok || !ok2 {
		return false
	}
	p, ok := place.Of(a.X)
	q, ok2 := place.Of(b.X)
	return ok && ok2 && p == q
}
