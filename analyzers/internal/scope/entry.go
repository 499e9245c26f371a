package scope

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
)

// findEntries finds the branches that lead into a loop with operations, or with calls of
// what may have some. Its first round is taken to come: nobody calls a function that starts
// workers to have none of them, or that sends items to send none.
func (m *machine) findEntries(f *function) {
	f.enter = make([]int8, len(f.Blocks))
	for _, loop := range flow.LoopsOf(f.Function).All {
		if !slices.ContainsFunc(f.Blocks, func(b *ssa.BasicBlock) bool {
			return loop.Contains(b) && slices.ContainsFunc(b.Instrs, func(i ssa.Instruction) bool { return m.counts(i) || handsFunc(i) })
		}) {
			continue
		}
		for _, b := range append(slices.Clone(loop.Head.Preds), loop.Head) {
			if len(b.Succs) != 2 || b != loop.Head && loop.Contains(b) {
				continue
			}
			switch first, second := loop.Contains(b.Succs[0]), loop.Contains(b.Succs[1]); {
			case first && !second:
				f.enter[b.Index] = 1
			case second && !first:
				f.enter[b.Index] = -1
			}
		}
	}
}

// handsFunc reports whether an instruction is a call that gets a function: it may be called back.
func handsFunc(instr ssa.Instruction) bool {
	call, ok := instr.(*ssa.Call)
	return ok && slices.ContainsFunc(call.Call.Args, func(arg ssa.Value) bool {
		_, isFunc := arg.Type().Underlying().(*types.Signature)
		return isFunc
	})
}

// entering tells how a comparison at the end of the top frame's block must come out
// for a loop with operations to have its first round.
func (x *exec) entering(op token.Token) int8 {
	b := x.f.block
	way := x.f.fn.enter[b.Index]
	if way == 0 || x.f.loops.of(b).hard > 0 {
		return 0
	}
	switch op {
	case token.NEQ, token.GEQ, token.LEQ: // decided by their contrary
		return -way
	}
	return way
}
