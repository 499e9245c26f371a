package nilchan

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/chans"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// reset looks at what closes the channel in a field and then sets the field to nil: who is in
// another goroutine and comes to its receive after that has missed the close.
func (c *checker) reset(o *chans.Object) {
	for _, op := range o.Find(chans.Close) {
		call, ok := op.Instr.(*ssa.Call)
		if !ok {
			continue // deferred
		}
		field := holderOf(op.Chan)
		if field == nil || !field.IsField() || waited(call) {
			continue
		}
		clear, ok := flow.FirstReached(flow.After(call), func(i ssa.Instruction) bool { return clears(i, field) }, mayWait)
		if !ok {
			continue
		}
		at := clear.(*ssa.Store).Addr.Pos()
		for _, recv := range o.Find(chans.Recv) {
			elsewhere := recv.Where&chans.Other != 0 || op.Where&chans.Same == 0 // where the channel is made, or closed
			if recv.Fn != op.Fn && elsewhere && holderOf(recv.Chan) == field && missesIt(recv, field) {
				c.Report(report.Finding{At: report.At(at, len(field.Name())), Kind: forgotten, Args: []any{field.Name(), c.Line(at, recv.Pos)},
					Related: []analysis.RelatedInformation{
						report.Related(report.At(recv.Pos, len("<-")), "the receive reads the field each time"),
						report.Related(report.At(call.Pos(), len("close")), "the close that it misses"),
					}})
				break
			}
		}
	}
}

// waited reports whether a function has waited for others, on every way to the instruction: the receiver may have
// ended before.
func waited(at ssa.Instruction) bool {
	return !flow.Reaches(flow.Entry(at.Parent()), func(i ssa.Instruction) bool { return i == at }, func(i ssa.Instruction) bool {
		switch i := i.(type) {
		case *ssa.Select:
			return i.Blocking
		case *ssa.UnOp:
			return i.Op == token.ARROW
		case *ssa.Call:
			fn := flow.Callee(&i.Call)
			return fn != nil && fn.Name() == "Wait"
		}
		return false
	})
}

// clears reports whether an instruction sets the field to nil.
func clears(instr ssa.Instruction, field *types.Var) bool {
	store, ok := instr.(*ssa.Store)
	return ok && flow.IsNil(store.Val) && flow.Variable(store.Addr) == field
}

// mayWait reports whether the receiver may have gone when the instruction is done.
func mayWait(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.Select, *ssa.Send, *ssa.RunDefers:
		return true
	case *ssa.UnOp:
		return instr.Op == token.ARROW
	case *ssa.Call:
		if _, ok := instr.Call.Value.(*ssa.Builtin); ok {
			return false
		}
		fn := flow.Callee(&instr.Call)
		return fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "sync" || fn.Name() == "Wait"
	}
	return false
}

// missesIt reports whether a receive is in a loop that reads the field in each of its rounds, and does not ask
// whether it is nil.
func missesIt(recv *chans.Op, field *types.Var) bool {
	load, ok := recv.Chan.(*ssa.UnOp)
	if !ok {
		return false
	}
	loop := flow.LoopsOf(recv.Fn).Innermost(recv.Instr.Block())
	if loop == nil || !loop.Contains(load.Block()) {
		return false
	}
	for _, b := range recv.Fn.Blocks {
		branch, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if !ok || !loop.Contains(b) {
			continue
		}
		if v, _, _ := flow.NilTest(branch); v != nil && holderOf(v) == field {
			return false
		}
	}
	return true
}
