package flow

import (
	"slices"

	"golang.org/x/tools/go/ssa"
)

// Is recognizes the instruction, as Reaches and Walk want it.
func Is(want ssa.Instruction) func(ssa.Instruction) bool {
	return func(instr ssa.Instruction) bool { return instr == want }
}

// Dominates reports whether control has been at the first instruction whenever it comes to the second one of the function.
func Dominates(first, second ssa.Instruction) bool {
	b := first.Block()
	if b != second.Block() {
		return b.Dominates(second.Block())
	}
	return slices.Index(b.Instrs, first) < slices.Index(b.Instrs, second)
}

// LengthOf is what the number is the length of, by the builtin function; nil for others.
func LengthOf(n ssa.Value) ssa.Value {
	call, ok := n.(*ssa.Call)
	if !ok {
		return nil
	}
	if b, ok := call.Call.Value.(*ssa.Builtin); !ok || b.Name() != "len" {
		return nil
	}
	return call.Call.Args[0]
}
