package loopleft

import (
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
)

// failed reports whether the branch at the end of a block goes by an error that a call returned. Other ways
// out of a loop are asked for: by a channel, a context, a flag, a message that says so.
func failed(b *ssa.BasicBlock) bool {
	branch, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
	if !ok {
		return false
	}
	err, _, _ := flow.NilTest(branch)
	if err == nil || !typeis.Error(err.Type()) {
		return false
	}
	if x, ok := err.(*ssa.Extract); ok {
		err = x.Tuple
	}
	call, ok := err.(*ssa.Call)
	return ok && !isContextErr(&call.Call)
}

// fails reports whether a function returns an error of its own.
func fails(ret *ssa.Return) bool {
	if len(ret.Results) == 0 {
		return false
	}
	switch err := ret.Results[len(ret.Results)-1].(type) {
	case *ssa.UnOp:
		_, sentinel := err.X.(*ssa.Global)
		return sentinel && typeis.Error(err.Type())
	case *ssa.Call:
		fn := flow.Callee(&err.Call)
		return fn != nil && know.NeverNil(fn) && typeis.Error(err.Type())
	}
	return false
}

func isContextErr(call *ssa.CallCommon) bool {
	fn := flow.Callee(call)
	return fn != nil && fn.Name() == "Err"
}

// quiet reports whether a call changes nothing that somebody else could see but a log.
func quiet(call *ssa.CallCommon) bool {
	if _, ok := call.Value.(*ssa.Builtin); ok {
		return true
	}
	fn := flow.Callee(call)
	if fn == nil {
		return false
	}
	if fn.Pkg() != nil && (fn.Pkg().Path() == "log" || fn.Pkg().Path() == "log/slog" || fn.Pkg().Path() == "fmt") {
		return !know.NeverReturns(fn)
	}
	switch know.Name(fn) {
	case "(*time.Ticker).Stop", "(*time.Timer).Stop":
		return true
	}
	return know.Inert(fn)
}

// guarded reports whether what a send depends on is state that may say that the loop has ended.
func guarded(send ssa.Instruction) bool {
	for b := send.Block(); b.Idom() != nil; b = b.Idom() {
		branch, ok := b.Idom().Instrs[len(b.Idom().Instrs)-1].(*ssa.If)
		if ok && readsState(branch.Cond, 0) {
			return true
		}
	}
	return false
}

// readsState reports whether a value comes from a field, a variable of the package, or a call.
func readsState(v ssa.Value, depth int) bool {
	switch v := v.(type) {
	case *ssa.Const, *ssa.Parameter, *ssa.Alloc, *ssa.FreeVar, *ssa.Builtin:
		return false
	case *ssa.FieldAddr, *ssa.Global:
		return true
	case *ssa.Call:
		if _, ok := v.Call.Value.(*ssa.Builtin); !ok {
			return true
		}
	}
	instr, ok := v.(ssa.Instruction)
	if !ok || depth > 5 {
		return true
	}
	if _, phi := instr.(*ssa.Phi); phi {
		return false // counters and the like
	}
	for _, op := range instr.Operands(nil) {
		if *op != nil && readsState(*op, depth+1) {
			return true
		}
	}
	return false
}

// fieldName is the name of the struct field that a channel is in.
func fieldName(ch ssa.Value) string {
	if load, ok := ch.(*ssa.UnOp); ok {
		if field := flow.Variable(load.X); field != nil {
			return field.Name()
		}
	}
	return "the channel"
}
