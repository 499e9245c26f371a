package copysync

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/place"
)

// maxCalls bounds how deep called functions are read.
const maxCalls = 3

// mayRelease reports whether a lock at the place may be unlocked when the
// instruction has run: it is the Unlock, or a call that gets hold of the lock
// and of which it is not known that it unlocks nothing.
func mayRelease(instr ssa.Instruction, at place.Place, unlock string) bool {
	call, ok := instr.(*ssa.Call)
	if !ok {
		return false
	}
	if o, ok := opOf(call); ok {
		return o.method == unlock && o.at == at
	}
	return getsHold(&call.Call, at.Root) && mayUnlock(&call.Call, call.Parent().Pkg, 0)
}

// getsHold reports whether the called function can see the object: it is given
// a part of it or a function, or the object is a global.
func getsHold(call *ssa.CallCommon, root ssa.Value) bool {
	if _, global := root.(*ssa.Global); global {
		return true
	}
	if _, static := call.Value.(*ssa.Function); !static {
		if _, builtin := call.Value.(*ssa.Builtin); !builtin {
			return true // a method of an interface, a function value
		}
	}
	if takesFunc(call) {
		return true
	}
	for _, arg := range call.Args {
		if leadsTo(arg, root, 0) {
			return true
		}
	}
	return false
}

func takesFunc(call *ssa.CallCommon) bool {
	for _, arg := range call.Args {
		if _, ok := arg.Type().Underlying().(*types.Signature); ok {
			return true
		}
	}
	return false
}

// leadsTo reports whether v is computed from the root.
func leadsTo(v, root ssa.Value, depth int) bool {
	if p, ok := place.Of(v); ok && p.Root == root {
		return true
	}
	instr, ok := v.(ssa.Instruction)
	if !ok || depth > 8 {
		return depth > 8
	}
	for _, operand := range instr.Operands(nil) {
		if *operand != nil && leadsTo(*operand, root, depth+1) {
			return true
		}
	}
	return false
}

// mayUnlock reports whether the called function may call some Unlock.
func mayUnlock(call *ssa.CallCommon, pkg *ssa.Package, depth int) bool {
	if _, ok := call.Value.(*ssa.Builtin); ok {
		return false
	}
	fn := call.StaticCallee()
	switch {
	case fn == nil || depth == maxCalls:
		return true
	case fn.Pkg != pkg:
		return takesFunc(call) // other packages unlock what is ours through a callback only
	case len(fn.Blocks) == 0:
		return true
	}
	for _, block := range fn.Blocks {
		for _, instr := range block.Instrs {
			inner, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			if o, ok := opOf(instr); ok {
				if fatal[o.method] != "" {
					return true
				}
				continue
			}
			if mayUnlock(inner.Common(), pkg, depth+1) {
				return true
			}
		}
	}
	return false
}

// boundMethod is the method that the wrapper of a method value calls.
func boundMethod(wrapper *ssa.Function) *ssa.Function {
	obj, ok := wrapper.Object().(*types.Func)
	if !ok {
		return nil
	}
	return wrapper.Prog.FuncValue(obj)
}
