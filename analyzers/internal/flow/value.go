package flow

import "golang.org/x/tools/go/ssa"

// Is recognizes the instruction, as Reaches and Walk want it.
func Is(want ssa.Instruction) func(ssa.Instruction) bool {
	return func(instr ssa.Instruction) bool { return instr == want }
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
