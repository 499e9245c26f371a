package lockstate

import (
	"go/types"

	"go/constant"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
)

var boolTrue, boolFalse = constant.MakeBool(true), constant.MakeBool(false)

// dynamic resolves a call of an interface method or of a function value by what
// the package converts and stores.
func (b *builder) dynamic(call ssa.CallInstruction, args []ssa.Value) target {
	if call == nil {
		return target{}
	}
	fns, all := b.chans.Callees(call)
	if fn, object := b.ownMethod(call.Common()); fn != nil && all && len(fns) == 1 {
		return target{fns: []*ssa.Function{declared(fn)}, args: append([]ssa.Value{object}, args...), sure: true}
	}
	if !all {
		return target{args: args} // it may be anything
	}
	to := target{args: args, sure: len(fns) > 0}
	for _, fn := range fns {
		to.fns = append(to.fns, declared(fn))
	}
	return to
}

// ownMethod returns the method that a call of a field comes to, and its receiver, if all that is ever stored in the
// field is that method of the object that the field is in.
func (b *builder) ownMethod(common *ssa.CallCommon) (*ssa.Function, ssa.Value) {
	load, ok := common.Value.(*ssa.UnOp)
	if !ok {
		return nil, nil
	}
	fa, ok := load.X.(*ssa.FieldAddr)
	if !ok {
		return nil, nil
	}
	return b.methods[fieldStep(fa).field], fa.X
}

// methodStore notes what is stored in fields that hold functions.
func (b *builder) methodStore(instr ssa.Instruction) {
	store, ok := instr.(*ssa.Store)
	if !ok {
		return
	}
	fa, ok := store.Addr.(*ssa.FieldAddr)
	if !ok {
		return
	}
	if _, ok := store.Val.Type().Underlying().(*types.Signature); !ok || flow.IsNil(store.Val) {
		return
	}
	field := fieldStep(fa).field
	if field == nil {
		return
	}
	var method *ssa.Function
	if bound, ok := store.Val.(*ssa.MakeClosure); ok && !field.Exported() {
		if fn := bound.Fn.(*ssa.Function); flow.IsBound(fn) && bound.Bindings[0] == fa.X {
			obj, _ := fn.Object().(*types.Func)
			method = b.prog().FuncValue(obj)
		}
	}
	if old, known := b.methods[field]; known && old != method {
		method = nil
	}
	b.methods[field] = method
}
