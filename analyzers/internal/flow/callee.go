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

// CalledName is the name of what is called: of a function, or of the field, the variable or the parameter that holds one; ""
// where it has none.
func CalledName(call *ssa.CallCommon) string {
	if fn := Callee(call); fn != nil {
		return fn.Name()
	}
	switch v := call.Value.(type) {
	case *ssa.Parameter:
		return v.Name()
	case *ssa.UnOp:
		switch addr := v.X.(type) {
		case *ssa.FieldAddr:
			if field := Field(addr); field != nil {
				return field.Name()
			}
		case *ssa.Alloc:
			return addr.Comment
		case *ssa.FreeVar, *ssa.Global:
			return addr.Name()
		}
	}
	return ""
}

// Answers reports whether the function value that is called is there to tell something: it has a result, and none that is a
// function, by which whoever holds others off would let them go on.
func Answers(call *ssa.CallCommon) bool {
	results := call.Signature().Results()
	for v := range results.Variables() {
		if _, ok := v.Type().Underlying().(*types.Signature); ok {
			return false
		}
	}
	return results.Len() > 0
}
