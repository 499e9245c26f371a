package closing

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/ctxlife"
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
			return (!ok || !k.IsNil()) && !laterIn(cell, st, call)
		})
	case *ssa.FieldAddr:
		return e.neverStored(flow.Field(addr), addr)
	}
	return false
}

// laterIn reports whether the function that has the variable comes to the store after the call only.
func laterIn(cell *ssa.Alloc, st *ssa.Store, call ssa.CallInstruction) bool {
	_, deferred := call.(*ssa.Defer)
	return !deferred && st.Parent() == cell.Parent() && call.Parent() == cell.Parent() && !flow.Reaches(flow.After(st), flow.Is(call), nil)
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

// Unmade is a deferred call that closes a channel which nothing has made when the function returns.
type Unmade struct {
	Close *ssa.Call       // in the callee
	Ret   ssa.Instruction // where the function returns too early
	Made  ssa.Instruction // where it would have been made
}

// NotMadeYet finds a return at which a deferred method closes a field that has not been made: all that
// gives the field a value is in the function with the defer statement, behind that, and not on the way to
// this return.
func (e *Engine) NotMadeYet(d *ssa.Defer) (u Unmade, ok bool) {
	callee := d.Call.StaticCallee()
	if callee != nil && callee.Origin() != nil {
		callee = callee.Origin()
	}
	if callee == nil || len(callee.Blocks) == 0 || len(callee.Params) == 0 || Recovers(d.Parent()) || Recovers(callee) || testedForNil(d) {
		return u, false
	}
	recv, ok := ctxlife.Value(d.Call.Args[0]).(*ssa.Parameter)
	if !ok {
		return u, false
	}
	for _, b := range callee.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok || testedForNil(call) {
				continue
			}
			addr := fieldClosed(call, callee.Params[0])
			if addr == nil || !e.onlyWithin(addr) || flow.Reaches(flow.Entry(callee), flow.IsReturn, flow.Is(call)) {
				continue
			}
			if ret, made := e.returnsBefore(d, recv, flow.Field(addr)); ret != nil {
				return Unmade{call, ret, made}, true
			}
		}
	}
	return u, false
}

// fieldClosed returns the address of the field of a parameter that the call closes.
func fieldClosed(call *ssa.Call, of *ssa.Parameter) *ssa.FieldAddr {
	load, ok := stripped(closedBy(call)).(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return nil
	}
	addr, ok := load.X.(*ssa.FieldAddr)
	if !ok || ctxlife.Value(addr.X) != ssa.Value(of) {
		return nil
	}
	return addr
}

// onlyWithin reports whether nothing but stores to the field gives it a value, and all of them are seen.
func (e *Engine) onlyWithin(addr *ssa.FieldAddr) bool {
	v := flow.Field(addr)
	ptr := addr.X.Type().Underlying().(*types.Pointer)
	named, ok := types.Unalias(ptr.Elem()).(*types.Named)
	return ok && named.Obj().Pkg() == e.pkg.Pkg.Pkg && v.Pkg() == e.pkg.Pkg.Pkg &&
		!v.Exported() && !e.fields.open[v] && !e.fields.converted[named.Origin()]
}

// returnsBefore finds a return behind the defer statement and before every store to the field, if the function
// has all of the package.
func (e *Engine) returnsBefore(d *ssa.Defer, recv *ssa.Parameter, v *types.Var) (ret, made ssa.Instruction) {
	var makes []ssa.Instruction
	for _, b := range recv.Parent().Blocks {
		for _, instr := range b.Instrs {
			st, ok := instr.(*ssa.Store)
			if !ok {
				continue
			}
			if addr, ok := st.Addr.(*ssa.FieldAddr); ok && ctxlife.Value(addr.X) == ssa.Value(recv) && flow.Field(addr) == v {
				makes = append(makes, st)
			}
		}
	}
	if len(makes) == 0 || len(makes) != len(e.fields.values[v]) {
		return nil, nil // others make it
	}
	for _, st := range makes {
		if flow.Reaches(flow.After(st), flow.Is(d), nil) {
			return nil, nil
		}
	}
	ret, ok := flow.FirstReached(flow.After(d), flow.IsReturn, func(instr ssa.Instruction) bool { return slices.Contains(makes, instr) })
	if !ok {
		return nil, nil
	}
	return ret, slices.MinFunc(makes, func(a, b ssa.Instruction) int { return int(a.Pos() - b.Pos()) })
}
