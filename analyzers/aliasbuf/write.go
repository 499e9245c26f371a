package aliasbuf

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/keep"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// writeArg is the argument of a method Write of io.Writer, nil for other functions.
func writeArg(fn *ssa.Function) *ssa.Parameter {
	sig := fn.Signature
	if fn.Name() != "Write" || sig.Recv() == nil || sig.Params().Len() != 1 || sig.Results().Len() != 2 || len(fn.Params) != 2 {
		return nil
	}
	if !types.Identical(sig.Params().At(0).Type(), types.NewSlice(types.Typ[types.Byte])) ||
		!types.Identical(sig.Results().At(1).Type(), types.Universe.Lookup("error").Type()) {
		return nil
	}
	return fn.Params[1]
}

// checkWrite reports a Write that keeps its argument. One that waits for
// somebody, or takes it back, may keep it only until it returns.
func checkWrite(pass *report.Pass, fn *ssa.Function, p *ssa.Parameter) {
	keeper := keep.By(p)
	if keeper == nil || keeper.Parent() != fn || !keeper.Pos().IsValid() || isCall(keeper.Instruction) {
		return
	}
	if flow.Reaches(flow.After(keeper.Instruction), func(instr ssa.Instruction) bool { return waits(instr) || takesBack(keeper.Instruction, instr) }, nil) {
		return
	}
	pass.Report(report.Finding{At: report.At(keeper.Pos(), 1), Kind: written, Args: []any{p.Name()}})
}

// isCall reports whether a function keeps the argument: it may wait for who has it.
func isCall(instr ssa.Instruction) bool {
	call, ok := instr.(*ssa.Call)
	if !ok {
		return false
	}
	_, builtin := call.Call.Value.(*ssa.Builtin)
	return !builtin
}

// waits reports whether the instruction may wait for whoever has the argument.
func waits(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.UnOp:
		_, ok := instr.X.Type().Underlying().(*types.Chan)
		return ok
	case *ssa.Select:
		return true
	case *ssa.Call:
		if fn := calleeOf(&instr.Call); fn != nil {
			return fn.Name() == "Wait" || fn.Name() == "Lock"
		}
	}
	return false
}

// takesBack reports whether the instruction stores something else where the
// argument was stored, or calls a method that may.
func takesBack(keeper, instr ssa.Instruction) bool {
	kept, ok := keeper.(*ssa.Store)
	if !ok {
		return false
	}
	switch instr := instr.(type) {
	case *ssa.Store:
		a, ok := kept.Addr.(*ssa.FieldAddr)
		b, ok2 := instr.Addr.(*ssa.FieldAddr)
		return instr != kept && (instr.Addr == kept.Addr || ok && ok2 && a.Field == b.Field && a.X == b.X)
	case *ssa.Call:
		return isCall(instr)
	case *ssa.RunDefers:
		return true
	}
	return false
}
