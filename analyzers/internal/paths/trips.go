package paths

import (
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
)

// Trips returns how often the body of the loop runs when nothing leaves it
// early, if the source says so with constants: for i := range 3, for i := 0;
// i < 3; i++, or range over an array.
func Trips(loop *flow.Loop) (n int64, ok bool) {
	for _, b := range loop.Head.Parent().Blocks {
		if !loop.Contains(b) {
			continue
		}
		cond, isIf := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if !isIf || loop.Contains(b.Succs[0]) == loop.Contains(b.Succs[1]) {
			continue
		}
		if n, ok := countOf(loop, b, cond.Cond); ok {
			return n, true
		}
	}
	return 0, false
}

func countOf(loop *flow.Loop, b *ssa.BasicBlock, cond ssa.Value) (int64, bool) {
	cmp, ok := cond.(*ssa.BinOp)
	if !ok || cmp.Op != token.LSS && cmp.Op != token.LEQ {
		return 0, false
	}
	limit, ok := cmp.Y.(*ssa.Const)
	if !ok || limit.Value == nil || !isInteger(limit.Type()) {
		return 0, false
	}
	first, ok := firstOf(loop, b, cmp.X)
	if !ok {
		return 0, false
	}
	n := limit.Int64() - first
	if cmp.Op == token.LEQ {
		n++
	}
	return max(n, 0), true
}

// firstOf returns the value with which a counter starts its first iteration.
func firstOf(loop *flow.Loop, b *ssa.BasicBlock, counter ssa.Value) (int64, bool) {
	ahead := int64(0) // the comparison is with the next value
	if sum, ok := counter.(*ssa.BinOp); ok && sum.Op == token.ADD && isOne(sum.Y) {
		counter = sum.X
		if b == loop.Head && b.Succs[0] != b {
			ahead = 1 // and comes before the body
		}
	}
	phi, ok := counter.(*ssa.Phi)
	if !ok || phi.Block() != loop.Head {
		return 0, false
	}
	first, found := int64(0), false
	for i, edge := range phi.Edges {
		if loop.Contains(phi.Block().Preds[i]) {
			if sum, ok := edge.(*ssa.BinOp); !ok || sum.Op != token.ADD || sum.X != phi || !isOne(sum.Y) {
				return 0, false
			}
			continue
		}
		k, ok := edge.(*ssa.Const)
		if !ok || k.Value == nil || found {
			return 0, false
		}
		first, found = k.Int64()+ahead, true
	}
	return first, found
}

func isOne(v ssa.Value) bool {
	k, ok := v.(*ssa.Const)
	return ok && k.Value != nil && isInteger(k.Type()) && k.Int64() == 1
}

// Counted reports whether the branch at the end of the block decides by
// comparing integers, as loops do that know how often to run. The
// index of a select statement doesn't count.
func Counted(b *ssa.BasicBlock) bool {
	cond, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
	if !ok {
		return false
	}
	cmp, ok := cond.Cond.(*ssa.BinOp)
	if !ok || !isComparison(cmp.Op) || !isInteger(cmp.X.Type()) {
		return false
	}
	extract, ok := cmp.X.(*ssa.Extract)
	return !ok || !isSelect(extract.Tuple)
}
