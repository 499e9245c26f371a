package lockstate

import (
	"go/constant"

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
	return to
}
