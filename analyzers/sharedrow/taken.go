package sharedrow

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/keep"
)

// onePlace reports whether each round puts the value where the next one replaces it: under a constant key or index of
// one map or list.
func onePlace(l *flow.Loop, k *keep.Keeper) bool {
	switch instr := k.Instruction.(type) {
	case *ssa.MapUpdate:
		return isConstant(instr.Key) && !anew(l, instr.Map)
	case *ssa.Store:
		if e, ok := instr.Addr.(*ssa.IndexAddr); ok {
			return isConstant(e.Index) && !anew(l, e.X)
		}
	}
	return false
}

func isConstant(v ssa.Value) bool {
	_, ok := v.(*ssa.Const)
	return ok
}

// anew reports whether the value may be another one in each round of the loop. What is read from one place, to which
// the loop stores nothing, is the same.
func anew(l *flow.Loop, v ssa.Value) bool {
	instr, ok := v.(ssa.Instruction)
	if !ok || !l.Contains(instr.Block()) {
		return false
	}
	switch v := v.(type) {
	case *ssa.UnOp:
		return v.Op != token.MUL || stored(l, v) || anew(l, v.X)
	case *ssa.FieldAddr:
		return anew(l, v.X)
	case *ssa.IndexAddr:
		return !isConstant(v.Index) || anew(l, v.X)
	case *ssa.Lookup:
		return !isConstant(v.Index) || anew(l, v.X)
	}
	return true
}

// stored reports whether the loop stores something where the value is read from.
func stored(l *flow.Loop, load *ssa.UnOp) bool {
	for _, b := range load.Parent().Blocks {
		if !l.Contains(b) {
			continue
		}
		for _, instr := range b.Instrs {
			if store, ok := instr.(*ssa.Store); ok && sameAddr(store.Addr, load.X) {
				return true
			}
		}
	}
	return false
}

// maxTaken bounds how deep calls are followed to what empties a container.
const maxTaken = 3

// takesOut reports whether the instruction may empty what outlives the function: it sets a list or a map anew, deletes
// from one, or calls a function of the package that does.
func takesOut(instr ssa.Instruction) bool { return empties(instr, 0) }

func empties(instr ssa.Instruction, depth int) bool {
	switch instr := instr.(type) {
	case *ssa.Store:
		return !isAppend(instr.Val) && isOutside(instr.Addr) && isContainer(instr.Val.Type())
	case *ssa.Call:
		if b, ok := instr.Call.Value.(*ssa.Builtin); ok {
			return b.Name() == "delete" || b.Name() == "clear"
		}
		fn := keep.Callee(&instr.Call)
		return fn != nil && depth < maxTaken && emptying(fn, depth+1)
	}
	return false
}

func emptying(fn *ssa.Function, depth int) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if empties(instr, depth) {
				return true
			}
		}
	}
	return false
}

// isOutside reports whether the address is that of a field, a variable of the package or one that a literal shares.
func isOutside(addr ssa.Value) bool {
	switch addr.(type) {
	case *ssa.FieldAddr, *ssa.Global, *ssa.FreeVar:
		return true
	}
	return false
}

func isContainer(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Slice, *types.Map:
		return true
	}
	return false
}
