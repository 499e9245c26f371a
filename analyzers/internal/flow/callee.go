package flow

import (
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// StaticCallee is the declared function or method that is called with all its
// arguments in call.Args, the receiver first. It is nil for function values, interface
// methods and method values: a method value has its receiver in a closure.
// An instance of a generic function has its origin's object.
func StaticCallee(call *ssa.CallCommon) *types.Func {
	fn := call.StaticCallee()
	if fn == nil || IsBound(fn) {
		return nil
	}
	obj, _ := fn.Object().(*types.Func)
	return obj
}

// Callee is StaticCallee, and for calls of interface methods the method; its receiver
// is call.Value then.
func Callee(call *ssa.CallCommon) *types.Func {
	if call.IsInvoke() {
		return call.Method
	}
	return StaticCallee(call)
}

// IsBound reports whether the function is the one behind a method value, as in
// f := x.M: it has the name and the object of the method, and the receiver in its only free variable.
func IsBound(fn *ssa.Function) bool {
	return fn.Synthetic != "" && len(fn.FreeVars) == 1 && fn.Parent() == nil && fn.Object() != nil
}
