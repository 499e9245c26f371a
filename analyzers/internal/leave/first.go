package leave

import (
	"go/constant"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
)

// firstOnly reports whether only one round of the loop comes to the instruction: a variable says that none has, and
// whoever comes there sets it.
func firstOnly(loop *flow.Loop, instr ssa.Instruction) bool {
	for guard := range loop.Guards(instr.Block()) {
		if flag, ok := guard.Cond.(*ssa.Phi); ok && setBy(loop, flag, guard.To, guard.Holds) {
			return true
		}
	}
	return false
}

// setBy reports whether the flag, which has the value before in the loop's first round, has the other one in all
// rounds behind one that comes to the block.
func setBy(loop *flow.Loop, flag *ssa.Phi, block *ssa.BasicBlock, before bool) bool {
	if flag.Block() != loop.Head {
		return false
	}
	seen := make(map[*ssa.Phi]bool)
	var set func(phi *ssa.Phi) bool
	set = func(phi *ssa.Phi) bool {
		if seen[phi] {
			return true
		}
		seen[phi] = true
		for i, edge := range phi.Edges {
			pred := phi.Block().Preds[i]
			switch edge := edge.(type) {
			case *ssa.Const:
				outside := !loop.Contains(pred)
				if edge.Value == nil || (constant.BoolVal(edge.Value) == before) != outside {
					return false
				}
			case *ssa.Phi:
				if edge == flag && block.Dominates(pred) || !loop.Contains(edge.Block()) || edge != flag && !set(edge) {
					return false
				}
			default:
				return false
			}
		}
		return true
	}
	return set(flag)
}
