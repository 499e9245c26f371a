package closing

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
)

// NeverMade reports whether the channel that the instruction closes is nil:
// the operand is nil itself, or a variable or field that nothing in the
// package gives a value. A close behind a test for nil is not asked about.
func (e *Engine) NeverMade(call ssa.CallInstruction) bool {
	ch := closedBy(call)
	if ch == nil || Recovers(call.Parent()) || testedForNil(call) {
		return false
	}
	v := stripped(ch)
	if k, ok := v.(*ssa.Const); ok {
		return k.IsNil()
	}
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return false
	}
	switch addr := load.X.(type) {
	case *ssa.Alloc, *ssa.FreeVar:
		cell := cellOf(addr)
		if cell == nil {
			return false
		}
		stores, escapes := storesTo(cell)
		return !escapes && !slices.ContainsFunc(stores, func(st *ssa.Store) bool {
			k, ok := st.Val.(*ssa.Const)
			return !ok || !k.IsNil()
		})
	case *ssa.FieldAddr:
		return e.neverStored(flow.Field(addr), addr)
	}
	return false
}

// neverStored reports whether no struct ever gets a value in the field. The field must
// be out of reach of other packages and not come with a whole struct from
// elsewhere.
func (e *Engine) neverStored(v *types.Var, addr *ssa.FieldAddr) bool {
	ptr := addr.X.Type().Underlying().(*types.Pointer)
	named, ok := types.Unalias(ptr.Elem()).(*types.Named)
	return ok && named.Obj().Pkg() == e.pkg.Pkg.Pkg && v.Pkg() == e.pkg.Pkg.Pkg &&
		!v.Exported() && len(e.fields.values[v]) == 0 && !e.fields.open[v] && !e.fields.converted[named.Origin()]
}

// testedForNil reports whether a channel was compared with nil on the way.
func testedForNil(call ssa.CallInstruction) bool {
	st := &state{}
	st.conditionsAt(call.Block())
	for _, k := range st.conds {
		if k.cond.isNil() && typeis.Chan(k.cond.x.Type()) {
			return true
		}
	}
	return false
}
