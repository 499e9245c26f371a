package lockstate

import (
	"go/constant"
	"go/token"

	"golang.org/x/tools/go/ssa"
)

var boolTrue, boolFalse = constant.MakeBool(true), constant.MakeBool(false)

// dynamic resolves a call of an interface method or of a function value by what
// the package converts and stores.
func (b *builder) dynamic(call ssa.CallInstruction, args []ssa.Value) target {
	if call == nil {
		return target{}
	}
	fns, all := b.chans.Callees(call)
	if !all {
		return target{args: args} // it may be anything
	}
	to := target{args: args, sure: len(fns) > 0}
	for _, fn := range fns {
		to.fns = append(to.fns, declared(fn))
	}
	if len(to.fns) != 1 || call.Common().IsInvoke() {
		return to
	}
	load, ok := call.Common().Value.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return to
	}
	field, ok := load.X.(*ssa.FieldAddr)
	if !ok {
		return to
	}
	if owner, ok := b.owners[to.fns[0]]; ok && owner.field == fieldStep(field).field {
		object := refOf(nil, field.X)
		to.stored, to.object = &owner.ref, &object
	}
	return to
}
