package deferargs

import (
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
)

// zeroAt reports whether the value is the zero value of its type whenever
// control comes to the instruction.
func zeroAt(v ssa.Value, at ssa.Instruction) bool {
	switch v := v.(type) {
	case *ssa.MakeInterface:
		return zeroAt(v.X, at)
	case *ssa.ChangeInterface:
		return zeroAt(v.X, at) || knownNil(v, at)
	case *ssa.ChangeType:
		return zeroAt(v.X, at)
	case *ssa.Const:
		return isZero(v)
	case *ssa.UnOp:
		if variable, ok := v.X.(*ssa.Alloc); ok && v.Op == token.MUL {
			return unset(variable, v)
		}
	}
	return knownNil(v, at)
}

func isZero(c *ssa.Const) bool {
	if c.Value == nil {
		return true
	}
	switch c.Value.Kind() {
	case constant.Bool:
		return !constant.BoolVal(c.Value)
	case constant.String:
		return constant.StringVal(c.Value) == ""
	}
	return constant.Sign(c.Value) == 0
}

// knownNil reports whether a test has found that the value is nil on every
// path to the instruction.
func knownNil(v ssa.Value, at ssa.Instruction) bool {
	_, isNil := flow.Tested(v, at)
	return isNil
}

// unset reports whether nothing can have set the variable before it is loaded.
// What function literals do that share it counts where they are made, unless
// they are only deferred.
func unset(variable *ssa.Alloc, load *ssa.UnOp) bool {
	for _, ref := range *variable.Referrers() {
		if harmless(ref) {
			continue
		}
		if flow.Reaches(flow.After(ref), flow.Is(load), flow.Is(variable)) {
			return false
		}
	}
	return true
}

// harmless reports whether the use of a variable's address leaves the variable
// as it is until the function ends.
func harmless(ref ssa.Instruction) bool {
	switch ref := ref.(type) {
	case *ssa.UnOp, *ssa.DebugRef:
		return true
	case *ssa.MakeClosure:
		for _, use := range *ref.Referrers() {
			if d, ok := use.(*ssa.Defer); !ok || d.Call.Value != ref {
				return false
			}
		}
		return true
	}
	return false
}

// zeroName is how Go programmers write the zero value of a type.
func zeroName(t types.Type) string {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		switch {
		case u.Info()&types.IsBoolean != 0:
			return "false"
		case u.Info()&types.IsString != 0:
			return "empty"
		case u.Info()&types.IsNumeric != 0:
			return "0"
		}
	case *types.Struct, *types.Array:
		return "zero"
	case *types.Interface:
		if _, ok := t.(*types.TypeParam); ok {
			return "zero"
		}
	}
	return "nil"
}
