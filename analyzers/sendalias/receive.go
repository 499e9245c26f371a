package sendalias

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/chans"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
)

// received are the values that a receive yields.
func received(op *chans.Op) []ssa.Value {
	v, ok := op.Instr.(ssa.Value)
	if !ok {
		return nil
	}
	index := 0
	switch instr := op.Instr.(type) {
	case *ssa.UnOp:
		if !instr.CommaOk {
			return []ssa.Value{v}
		}
	case *ssa.Select:
		index = 2
		for _, state := range instr.States[:op.Case] {
			if state.Dir == types.RecvOnly {
				index++
			}
		}
	}
	var values []ssa.Value
	for _, ref := range *v.Referrers() {
		if x, ok := ref.(*ssa.Extract); ok && x.Index == index {
			values = append(values, x)
		}
	}
	return values
}

// used reports whether anything is done with the value but to count its elements.
func used(v ssa.Value) bool {
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.DebugRef:
		case *ssa.Call:
			b, ok := ref.Call.Value.(*ssa.Builtin)
			if !ok || b.Name() != "len" && b.Name() != "cap" {
				return true
			}
		default:
			return true
		}
	}
	return false
}

const maxDepth = 3 // calls that are followed with a value that was received

// looksAt reports whether a field of the struct that a pointer leads to, or the map itself, is read or set; nil
// stands for any field.
func (c *checker) looksAt(v ssa.Value, field *types.Var, depth int) bool {
	if v.Referrers() == nil || depth > maxDepth {
		return false
	}
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.FieldAddr:
			s, ok := ref.X.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct)
			if ok && (field == nil || s.Field(ref.Field).Origin() == field) && !c.locked(ref.Pos()) && accessed(ref) {
				return true
			}
		case *ssa.UnOp:
			if ref.Op == token.MUL && !c.locked(ref.Pos()) {
				return true
			}
		case *ssa.Lookup, *ssa.Range, *ssa.MapUpdate:
			if !c.locked(ref.Pos()) {
				return true
			}
		case *ssa.Phi:
			if c.looksAt(ref, field, depth+1) {
				return true
			}
		case *ssa.MakeInterface:
			if printed(ref) {
				return true
			}
		case *ssa.Call:
			if !c.locked(ref.Pos()) && c.calledLooks(ref, v, field, depth) {
				return true
			}
		}
	}
	return false
}

// accessed reports whether a field is loaded or stored itself: an atomic or a lock in it is not.
func accessed(addr *ssa.FieldAddr) bool {
	for _, ref := range *addr.Referrers() {
		switch ref.(type) {
		case *ssa.UnOp, *ssa.Store, *ssa.FieldAddr, *ssa.IndexAddr:
			return true
		}
	}
	return false
}

// calledLooks follows the value into a function of the package.
func (c *checker) calledLooks(call *ssa.Call, v ssa.Value, field *types.Var, depth int) bool {
	fn := call.Call.StaticCallee()
	if fn == nil || len(fn.Params) != len(call.Call.Args) {
		return false
	}
	for i, arg := range call.Call.Args {
		if arg == v && c.looksAt(fn.Params[i], field, depth+1) {
			return true
		}
	}
	return false
}

// printed reports whether the value is encoded, field by field.
func printed(v *ssa.MakeInterface) bool {
	for _, ref := range *v.Referrers() {
		if call, ok := ref.(*ssa.Call); ok {
			if fn := flow.StaticCallee(&call.Call); fn != nil && know.Encodes(fn) != nil {
				return true
			}
		}
	}
	return false
}
