package flow

import (
	"go/token"
	"iter"

	"golang.org/x/tools/go/ssa"
)

// A Guard is a branch that decides whether control comes to a block.
type Guard struct {
	Cond  ssa.Value
	Holds bool            // what the condition has to be
	To    *ssa.BasicBlock // where the branch leads then; nothing else does
}

// Guards lists the branches inside the loop on which it depends whether a round comes to the block, the nearest first.
func (l *Loop) Guards(b *ssa.BasicBlock) iter.Seq[Guard] {
	return func(yield func(Guard) bool) {
		for ; b.Idom() != nil && l.Contains(b.Idom()); b = b.Idom() {
			branch, ok := b.Idom().Instrs[len(b.Idom().Instrs)-1].(*ssa.If)
			if !ok || len(b.Preds) != 1 {
				continue
			}
			if !yield(Guard{branch.Cond, b == b.Idom().Succs[0], b}) {
				return
			}
		}
	}
}

// Case is the value that has to be equal to a constant, as in a case of a switch, or nil.
func (g Guard) Case() ssa.Value {
	cmp, ok := g.Cond.(*ssa.BinOp)
	if !ok || cmp.Op != token.EQL || !g.Holds {
		return nil
	}
	if k, ok := cmp.Y.(*ssa.Const); !ok || k.Value == nil {
		return nil
	}
	return cmp.X
}
