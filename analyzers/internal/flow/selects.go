package flow

import (
	"go/token"

	"golang.org/x/tools/go/ssa"
)

// Default is the index of the default of a select statement, as in the SSA form.
const Default = -1

// CaseOf returns the edge over which control leaves the select statement when the
// case with the index is taken; Default stands for the default. It is not ok where
// the statement has no such case.
func CaseOf(sel *ssa.Select, state int) (from, to *ssa.BasicBlock, ok bool) {
	if state == Default && sel.Blocking {
		return nil, nil, false
	}
	b := sel.Block()
	for range len(sel.States) {
		branch, isIf := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if !isIf {
			break
		}
		cmp, isCmp := branch.Cond.(*ssa.BinOp)
		if !isCmp || cmp.Op != token.EQL || !isIndexOf(cmp.X, sel) {
			break
		}
		k, isConst := cmp.Y.(*ssa.Const)
		if !isConst {
			break
		}
		if state != Default && k.Int64() == int64(state) {
			return b, b.Succs[0], true
		}
		from, to = b, b.Succs[1]
		b = b.Succs[1]
	}
	return from, to, state == Default && to != nil
}

func isIndexOf(v ssa.Value, sel *ssa.Select) bool {
	extract, ok := v.(*ssa.Extract)
	return ok && extract.Tuple == ssa.Value(sel) && extract.Index == 0
}
