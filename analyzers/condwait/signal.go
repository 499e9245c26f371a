package condwait

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
)

// neverWoken returns the name of the field that a Cond is kept in if nobody can wake
// who waits at it: the package sees all that happens to the field, and calls neither
// Signal nor Broadcast.
func (c *checker) neverWoken(cond ssa.Value) (name string, never bool) {
	if load, ok := cond.(*ssa.UnOp); ok && load.Op == token.MUL {
		cond = load.X
	}
	addr, ok := cond.(*ssa.FieldAddr)
	if !ok {
		return "", false
	}
	field := flow.Variable(addr)
	switch {
	case field == nil || field.Exported() || field.Embedded() || field.Pkg() != c.Pkg:
		return "", false // others may
	case len(c.IgnoredFiles) > 0:
		return "", false // files for other systems may
	}
	return field.Name(), c.only(field, "Wait")
}

// only reports whether all that the package does with the Cond in a field is to make it, to use its L, and to
// call the methods.
func (c *checker) only(field *types.Var, methods ...string) bool {
	for _, fn := range c.funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				switch i := instr.(type) {
				case *ssa.FieldAddr:
					if flow.Variable(i) == field && !onlyCalls(i, methods) {
						return false
					}
				case *ssa.Field:
					if isField(i, field) {
						return false
					}
				}
			}
		}
	}
	return true
}

// onlyCalls reports whether all that is done with a Cond or a pointer to one, or with the
// place where it is kept, is to make it, to call the methods, and to use its L.
func onlyCalls(v ssa.Value, methods []string) bool {
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.DebugRef:
		case *ssa.BinOp: // compared with nil
		case *ssa.Store:
			if ref.Addr != v || !isNew(ref.Val) {
				return false
			}
		case *ssa.UnOp:
			if !onlyCalls(ref, methods) {
				return false
			}
		case *ssa.FieldAddr:
			if field := flow.Variable(ref); field == nil || field.Name() != "L" {
				return false
			}
		case ssa.CallInstruction:
			if !slices.ContainsFunc(methods, func(m string) bool { return isCall(ref, m) }) || ref.Common().Args[0] != v {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// isNew reports whether a value is a Cond that is kept nowhere else, or nil.
func isNew(v ssa.Value) bool {
	if k, ok := v.(*ssa.Const); ok {
		return k.IsNil()
	}
	call, ok := v.(*ssa.Call)
	return ok && isCall(call, "NewCond") && len(*call.Referrers()) == 1
}

// isCall reports whether a function or method of package sync with the name is called.
func isCall(call ssa.CallInstruction, name string) bool {
	fn := call.Common().StaticCallee()
	if fn == nil {
		return false
	}
	obj, ok := fn.Object().(*types.Func)
	return ok && obj.Name() == name && obj.Pkg() != nil && obj.Pkg().Path() == "sync" && len(call.Common().Args) > 0
}
