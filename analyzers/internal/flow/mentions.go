package flow

import (
	"go/types"
	"iter"

	"golang.org/x/tools/go/ssa"
)

// Mentions yields the instructions of the functions that name a function: its calls, and
// what uses it as a value. One that names it twice comes twice.
func Mentions(funcs []*ssa.Function, fn *ssa.Function) iter.Seq[ssa.Instruction] {
	return func(yield func(ssa.Instruction) bool) {
		var operands []*ssa.Value
		for _, in := range funcs {
			for _, b := range in.Blocks {
				for _, instr := range b.Instrs {
					operands = instr.Operands(operands[:0])
					for _, v := range operands {
						if *v == ssa.Value(fn) && !yield(instr) {
							return
						}
					}
				}
			}
		}
	}
}

// CallOf is the instruction as a call, a go or a defer statement of the function by its name, and
// not ok where it uses the function as a value, as an argument for instance.
func CallOf(instr ssa.Instruction, fn *ssa.Function) (call ssa.CallInstruction, ok bool) {
	call, ok = instr.(ssa.CallInstruction)
	if !ok || call.Common().Value != ssa.Value(fn) {
		return nil, false
	}
	for _, arg := range call.Common().Args {
		if arg == ssa.Value(fn) {
			return nil, false
		}
	}
	return call, true
}

// AsInterface lists the places that put a value of such a type into an interface.
func AsInterface(funcs []*ssa.Function, is func(types.Type) bool) iter.Seq[*ssa.MakeInterface] {
	return func(yield func(*ssa.MakeInterface) bool) {
		for _, fn := range funcs {
			for _, b := range fn.Blocks {
				for _, instr := range b.Instrs {
					if made, ok := instr.(*ssa.MakeInterface); ok && is(made.X.Type()) && !yield(made) {
						return
					}
				}
			}
		}
	}
}
