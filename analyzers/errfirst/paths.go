package errfirst

import (
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
)

// panics reports whether the instruction dereferences the value, and so panics
// if it is nil.
func panics(instr ssa.Instruction, v ssa.Value) bool {
	switch instr := instr.(type) {
	case *ssa.FieldAddr:
		return instr.X == v
	case *ssa.UnOp:
		return instr.Op == token.MUL && instr.X == v
	case *ssa.IndexAddr:
		return instr.X == v
	case ssa.CallInstruction:
		if _, ok := instr.(*ssa.Go); ok {
			return false
		}
		common := instr.Common()
		switch {
		case common.IsInvoke():
			return common.Value == v
		case common.Signature().Recv() != nil && common.Args[0] == v:
			return needsReceiver(common)
		}
	}
	return false
}

// needsReceiver reports whether the method that is called dereferences its
// receiver whatever happens.
func needsReceiver(call *ssa.CallCommon) bool {
	fn := call.StaticCallee()
	if fn == nil {
		return false
	}
	if obj, ok := fn.Object().(*types.Func); ok && know.NeedsReceiver(obj) {
		return true
	}
	if len(fn.Blocks) == 0 || len(fn.Params) == 0 {
		return false
	}
	recv := fn.Params[0]
	for _, instr := range fn.Blocks[0].Instrs {
		switch instr := instr.(type) {
		case *ssa.FieldAddr:
			if instr.X == recv {
				return true
			}
		case *ssa.UnOp:
			if instr.X == recv && instr.Op == token.MUL {
				return true
			}
		case *ssa.Call, *ssa.Defer, *ssa.Go, *ssa.Send, *ssa.Select:
			return false // which may not come back
		}
	}
	return false
}

// unseen reports whether nothing can have looked at the error or the result when
// control comes to the use, and something does later: otherwise the error may be
// known to be impossible.
func (p *pair) unseen(use ssa.Instruction) bool {
	first := true
	flow.Walk(flow.After(p.call), func(instr ssa.Instruction) bool {
		switch {
		case !first:
			return false
		case instr == use:
			return false
		case p.looks(instr):
			// Every way to the use must be free of it.
			if flow.Reaches(flow.After(instr), flow.Is(use), flow.Is(p.call)) {
				first = false
			}
			return false
		}
		return true
	})
	return first && flow.Reaches(flow.After(use), p.looks, flow.Is(p.call))
}

// looks reports whether the instruction does anything with the error, compares the
// result or asks for its length, as a loop over it does.
func (p *pair) looks(instr ssa.Instruction) bool {
	if instr == ssa.Instruction(p.err) || instr == ssa.Instruction(p.v) {
		return false
	}
	if store, ok := instr.(*ssa.Store); ok && store.Val == p.err {
		return true // others may look at the variable
	}
	_, asks := instr.(*ssa.BinOp)
	if call, ok := instr.(*ssa.Call); ok {
		b, builtin := call.Call.Value.(*ssa.Builtin)
		asks = builtin && (b.Name() == "len" || b.Name() == "cap")
	}
	for _, op := range instr.Operands(nil) {
		if *op == ssa.Value(p.err) || asks && *op == ssa.Value(p.v) {
			return true
		}
	}
	return false
}

// goesOn finds a test of the error from whose branch for an error control comes
// to the use in any case. It goes straight from there: another condition may
// know of the failure.
func (p *pair) goesOn(use ssa.Instruction) *ssa.If {
	for _, ref := range *p.err.Referrers() {
		cmp, ok := ref.(*ssa.BinOp)
		if !ok {
			continue
		}
		for _, ref := range *cmp.Referrers() {
			test, ok := ref.(*ssa.If)
			if !ok {
				continue
			}
			tested, _, failed := flow.NilTest(test)
			if tested == ssa.Value(p.err) && len(failed.Preds) == 1 && p.straight(failed, use) {
				return test
			}
		}
	}
	return nil
}

// maxBlocks bounds the length of a branch.
const maxBlocks = 16

// straight reports whether control that comes to the branch comes to the use,
// whatever is decided in the branch, and whether it only logs.
func (p *pair) straight(branch *ssa.BasicBlock, use ssa.Instruction) bool {
	b := branch
	for n := range maxBlocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Call:
				if instr == use {
					return true
				}
				if p.asks(instr) != "" {
					continue
				}
				if b == branch && !comesBack(instr) || p.takes(instr) {
					return false
				}
			case *ssa.If:
				// One that asks which error it is, first of all.
				if n > 0 || p.asks(instr.Cond) == "" {
					return false
				}
				for _, next := range b.Succs {
					if len(next.Preds) > 1 && p.straight(next, use) {
						return true
					}
				}
				return false
			case *ssa.Return, *ssa.Panic, *ssa.Select, *ssa.Go, *ssa.Defer:
				return ssa.Instruction(instr) == use
			default:
				if ssa.Instruction(instr) == use {
					return true
				}
			}
		}
		if len(b.Succs) != 1 {
			return false
		}
		b = b.Succs[0]
	}
	return false
}

// asks says which error a condition asks for, when it looks at the error of the
// pair and at nothing else.
func (p *pair) asks(cond ssa.Value) string {
	call, ok := cond.(*ssa.Call)
	if !ok {
		return ""
	}
	fn := flow.StaticCallee(&call.Call)
	if fn == nil || len(call.Call.Args) == 0 || call.Call.Args[0] != ssa.Value(p.err) {
		return ""
	}
	switch name := know.Name(fn); name {
	case "os.IsNotExist", "os.IsExist", "os.IsPermission", "errors.Is":
		return name
	}
	return ""
}

// partly finds the only question about the error before the use, one that
// another error passes.
func (p *pair) partly(use ssa.Instruction) *ssa.Call {
	var found *ssa.Call
	for _, ref := range *p.err.Referrers() {
		if _, ok := ref.(*ssa.DebugRef); ok || !flow.Reaches(flow.After(p.call), flow.Is(ref), flow.Is(use)) || !flow.Reaches(flow.After(ref), flow.Is(use), flow.Is(p.call)) {
			continue
		}
		call, ok := ref.(*ssa.Call)
		if !ok || found != nil || p.asks(call) == "" || len(*call.Referrers()) != 1 {
			return nil
		}
		test, ok := (*call.Referrers())[0].(*ssa.If)
		if !ok {
			return nil
		}
		other := test.Block().Succs[1]
		if len(other.Preds) != 1 || !other.Dominates(use.Block()) {
			return nil // the error that it asks for comes here too, and may be dealt with
		}
		found = call
	}
	return found
}

// takes reports whether the call gets the result: it may replace what it points
// to, or end in a panic of its own.
func (p *pair) takes(call *ssa.Call) bool {
	for _, arg := range call.Call.Args {
		if arg == ssa.Value(p.v) {
			return true
		}
	}
	return false
}

// comesBack reports whether the call in a branch for an error is known to come
// back to its caller: a function value or a method of an interface may end the
// goroutine.
func comesBack(call *ssa.Call) bool {
	if _, ok := call.Call.Value.(*ssa.Builtin); ok {
		return true
	}
	fn := flow.Callee(call.Common())
	if fn == nil || fn.Pkg() == nil {
		return call.Call.IsInvoke() && call.Call.Method.Name() == "Error"
	}
	for _, end := range []string{"Fatal", "Panic", "Skip"} { // of a testing.TB, or a logger
		if strings.HasPrefix(fn.Name(), end) {
			return false
		}
	}
	if _, _, ok := know.Prints(fn); ok {
		return true
	}
	return know.Inert(fn) || know.LogsAttr(fn)
}
