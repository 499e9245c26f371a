package scope

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
)

// findEntries finds the branches that lead into a loop that starts goroutines. Its
// first round is taken to come: nobody calls a function that starts workers to have
// none of them.
func (m *machine) findEntries(f *function) {
	f.enter = make([]int8, len(f.Blocks))
	for _, loop := range flow.LoopsOf(f.Function).All {
		if !slices.ContainsFunc(f.Blocks, func(b *ssa.BasicBlock) bool { return loop.Contains(b) && m.startsIn(b) }) {
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

// startsIn reports whether a block starts a goroutine.
func (m *machine) startsIn(b *ssa.BasicBlock) bool {
	return slices.ContainsFunc(b.Instrs, func(instr ssa.Instruction) bool {
		switch i := instr.(type) {
		case *ssa.Go:
			return true
		case *ssa.Call:
			callee := i.Call.StaticCallee()
			if callee == nil {
				return false
			}
			if t := m.traits[callee]; t != nil {
				return t.starts
			}
			return callee.Name() == "Go" && m.libs[nameOf(callee)] != nil
		}
		return false
	})
}

// entering tells how a comparison at the end of the top frame's block must come out
// for a loop that starts goroutines to have its first round.
func (x *exec) entering(op token.Token) int8 {
	b := x.f.block
	way := x.f.fn.enter[b.Index]
	if way == 0 || x.f.loops[b.Index].hard > 0 {
		return 0
	}
	switch op {
	case token.NEQ, token.GEQ, token.LEQ: // decided by their contrary
		return -way
	}
	return way
}
