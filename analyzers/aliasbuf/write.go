package aliasbuf

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/keep"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
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

// checkWrite reports a Write that piles up its arguments. One that waits for
// somebody may keep it only until it returns, and one field for the last
// argument is how a buffer is got out of a bufio.Writer.
func checkWrite(pass *report.Pass, fn *ssa.Function, p *ssa.Parameter) {
	keeper := keep.Find(p, func(k *keep.Keeper) bool {
		return k.Root == nil && k.Parent() == fn && k.Pos().IsValid() && !mayWait(k.Instruction) && !made(k)
	})
	if keeper == nil {
		return
	}
	if flow.Reaches(flow.After(keeper.Instruction), waits, nil) {
		return
	}
	pass.Report(report.Finding{At: report.At(keeper.Pos(), 1), Kind: written, Args: []any{p.Name()}})
}

// made reports whether the method makes what it puts the argument into, as for
// one call that writes several buffers.
func made(k *keep.Keeper) bool {
	if k.Container == nil {
		return false
	}
	for _, b := range k.Parent().Blocks {
		if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok && k.Lives(ret) {
			return false
		}
	}
	return true
}

// mayWait reports whether a function keeps the argument that may wait for who has it.
func mayWait(instr ssa.Instruction) bool {
	call, ok := instr.(*ssa.Call)
	if !ok {
		return false
	}
	if _, builtin := call.Call.Value.(*ssa.Builtin); builtin {
		return false
	}
	callee := call.Call.StaticCallee()
	if callee == nil || len(callee.Blocks) == 0 {
		return true
	}
	for _, b := range callee.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Call:
				if fn := flow.StaticCallee(&instr.Call); !flow.Quick(&instr.Call) && !know.Is(fn, "(*sync.Mutex).Lock") && !know.Is(fn, "(*sync.RWMutex).Lock") {
					return true
				}
			case *ssa.Defer:
				if !flow.Quick(&instr.Call) {
					return true
				}
			default:
				if waits(instr) {
					return true
				}
			}
		}
	}
	return false
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
		if fn := flow.StaticCallee(&instr.Call); fn != nil {
			return fn.Name() == "Wait" || fn.Name() == "Lock"
		}
	}
	return false
}
