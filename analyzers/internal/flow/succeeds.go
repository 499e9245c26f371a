package flow

import (
	"go/token"

	"golang.org/x/tools/go/ssa"
)

// Succeeded is the point behind a call at which its error is nil: where the test
// of the error leads that ends the block of the call. It is not ok where there is no
// such test.
//
// In a function with a defer statement a named result lives in memory: the error
// is stored there and loaded for the test.
func Succeeded(call *ssa.Call, err ssa.Value) (p Point, ok bool) {
	b := call.Block()
	branch, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
	if !ok {
		return Point{}, false
	}
	v, ifNil, _ := NilTest(branch)
	if v == nil || v != err && !loadsStored(v, err) {
		return Point{}, false
	}
	return Point{Block: stillNil(b, ifNil, err)}, true
}

// stillNil goes on where the block at hand only tests again whether the error is nil, merged
// with errors of another way to it.
func stillNil(from, b *ssa.BasicBlock, err ssa.Value) *ssa.BasicBlock {
	branch, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
	if !ok {
		return b
	}
	for _, instr := range b.Instrs {
		switch instr.(type) {
		case *ssa.Phi, *ssa.BinOp, *ssa.If, *ssa.DebugRef:
		default:
			return b
		}
	}
	v, ifNil, _ := NilTest(branch)
	phi, ok := v.(*ssa.Phi)
	if !ok || phi.Block() != b {
		return b
	}
	for i, pred := range b.Preds {
		if pred == from && (phi.Edges[i] == err || IsNil(phi.Edges[i])) {
			return ifNil
		}
	}
	return b
}

// loadsStored reports whether v is loaded from a variable into which the block has
// stored the value before, and nothing after it.
func loadsStored(v, value ssa.Value) bool {
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return false
	}
	if _, ok := load.X.(*ssa.Alloc); !ok {
		return false
	}
	stored := false
	for _, instr := range load.Block().Instrs {
		if instr == ssa.Instruction(load) {
			break
		}
		if store, ok := instr.(*ssa.Store); ok && store.Addr == load.X {
			stored = store.Val == value
		}
	}
	return stored
}
