package goshare

import (
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/paths"
	"github.com/gocorelint/gocorelint/analyzers/internal/place"
)

// walk visits, as flow.Walk does, the instructions that can run after from, but
// leaves out the ways that a comparison of constants excludes.
func walk(from flow.Point, visit func(ssa.Instruction) bool) {
	seen := make(map[*ssa.BasicBlock]bool)
	work := []flow.Point{from}
	for len(work) > 0 {
		at := work[len(work)-1]
		work = work[:len(work)-1]
		goesOn := true
		for _, instr := range at.Block.Instrs[at.Index:] {
			if goesOn = visit(instr); !goesOn {
				break
			}
		}
		if !goesOn {
			continue
		}
		for _, succ := range successors(at.Block) {
			if !seen[succ] {
				seen[succ] = true
				work = append(work, flow.Point{Block: succ})
			}
		}
	}
}

// successors are the blocks to which control goes on.
func successors(b *ssa.BasicBlock) []*ssa.BasicBlock {
	branch, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
	if !ok {
		return b.Succs
	}
	cmp, ok := branch.Cond.(*ssa.BinOp)
	if !ok {
		return b.Succs
	}
	x, y := constantOf(cmp.X), constantOf(cmp.Y)
	if x == nil || y == nil || x.Kind() != y.Kind() {
		return b.Succs
	}
	switch cmp.Op {
	case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
	default:
		return b.Succs
	}
	if x.Kind() == constant.Bool && cmp.Op != token.EQL && cmp.Op != token.NEQ {
		return b.Succs
	}
	if constant.Compare(x, cmp.Op, y) {
		return b.Succs[:1]
	}
	return b.Succs[1:]
}

// constantOf is the constant that a value is: itself, or what a variable holds that is
// set only once, or was just declared.
func constantOf(v ssa.Value) constant.Value {
	switch v := v.(type) {
	case *ssa.Const:
		return v.Value
	case *ssa.UnOp:
		if v.Op != token.MUL {
			return nil
		}
		if k, ok := place.StoredOnce(v.X).(*ssa.Const); ok {
			return k.Value
		}
		if variable, ok := v.X.(*ssa.Alloc); ok {
			return zero(variable, v)
		}
	}
	return nil
}

// zero is the value of an integer variable that was declared right before the load.
func zero(variable *ssa.Alloc, load *ssa.UnOp) constant.Value {
	t, ok := load.Type().Underlying().(*types.Basic)
	if !ok || t.Info()&types.IsInteger == 0 {
		return nil
	}
	instrs := load.Block().Instrs
	for i, instr := range instrs {
		if instr == ssa.Instruction(variable) && i+1 < len(instrs) && instrs[i+1] == ssa.Instruction(load) {
			return constant.MakeInt64(0)
		}
	}
	return nil
}

// once reports whether the loop is known to run its body at most once.
func once(loop *flow.Loop) bool {
	n, ok := paths.Trips(loop)
	return ok && n <= 1
}

// picked reports whether the instruction runs only where something equals a number or
// a text, or where a function says so that may let one of its callers win: in one goroutine of many, perhaps.
func picked(instr ssa.Instruction) bool {
	for b := instr.Block(); b.Idom() != nil; b = b.Idom() {
		branch, ok := b.Idom().Instrs[len(b.Idom().Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		holds := branch.Block().Succs[0] == b
		switch cond := branch.Cond.(type) {
		case *ssa.BinOp:
			t, ok := cond.X.Type().Underlying().(*types.Basic)
			if ok && t.Kind() != types.UntypedNil && (cond.Op == token.EQL && holds || cond.Op == token.NEQ && !holds) {
				return true
			}
		case *ssa.Call:
			if len(b.Preds) == 1 && !harmless(&cond.Call) {
				return true
			}
		case *ssa.Extract:
			if call, ok := cond.Tuple.(*ssa.Call); ok && len(b.Preds) == 1 && !harmless(&call.Call) {
				return true
			}
		}
	}
	return false
}
