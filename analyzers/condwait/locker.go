package condwait

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
)

// lacksLocker reports whether nobody can have set the field L of a Cond: it is
// a local variable, or an unexported field of its own type and not a pointer to it.
func (c *checker) lacksLocker(cond ssa.Value) bool {
	switch v := cond.(type) {
	case *ssa.Alloc:
		return onlyCalled(v)
	case *ssa.FieldAddr:
		field := flow.Variable(v)
		if field == nil || field.Exported() || field.Embedded() || field.Pkg() != c.Pkg {
			return false
		}
		return c.neverSet(field)
	}
	return false
}

// neverSet reports whether all that the package does with the field is to call
// methods of it, and no value of the struct comes from elsewhere.
func (c *checker) neverSet(field *types.Var) bool {
	for _, fn := range c.funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				addr, ok := instr.(*ssa.FieldAddr)
				if ok && flow.Variable(addr) == field && !onlyCalled(addr) {
					return false
				}
				if f, ok := instr.(*ssa.Field); ok && isField(f, field) {
					return false
				}
			}
		}
	}
	return true
}

func isField(f *ssa.Field, field *types.Var) bool {
	s, ok := f.X.Type().Underlying().(*types.Struct)
	return ok && s.Field(f.Field).Origin() == field
}

// onlyCalled reports whether methods of the Cond are called through the
// address, or its L is read, and nothing else is done with it.
func onlyCalled(addr ssa.Value) bool {
	for _, ref := range *addr.Referrers() {
		switch ref := ref.(type) {
		case ssa.CallInstruction:
			fn := ref.Common().StaticCallee()
			if fn == nil || fn.Pkg == nil || fn.Pkg.Pkg.Path() != "sync" || ref.Common().Args[0] != addr {
				return false
			}
		case *ssa.FieldAddr:
			for _, use := range *ref.Referrers() {
				if _, load := use.(*ssa.UnOp); !load {
					return false
				}
			}
		case *ssa.MakeClosure:
			for i, b := range ref.Bindings {
				if b == addr && !onlyCalled(ref.Fn.(*ssa.Function).FreeVars[i]) {
					return false
				}
			}
		default:
			return false
		}
	}
	return true
}
