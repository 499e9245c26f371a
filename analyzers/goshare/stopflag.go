package goshare

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/goroutine"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/lockstate"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
)

// A polled flag is a plain bool in an object that a goroutine tests in each round of a loop, to leave it.
type polled struct {
	field *types.Var
	start ssa.CallInstruction
	by    *ssa.Function // the goroutine
	load  *ssa.UnOp
	ends  bool // the value that ends the loop
}

// stopFlags looks for methods that set a flag which the loop of a goroutine tests, with no lock there:
//
//	go func() { for !s.stopped { … } }()
//	func (s *server) Stop() { s.stopped = true }
func (c *checker) stopFlags(funcs []*ssa.Function) {
	var flags []polled
	for _, call := range c.starts {
		if g := goroutine.Of(call); g != nil && !c.InTest(call.Pos()) {
			flags = append(flags, polls(g)...)
		}
	}
	if len(flags) == 0 {
		return
	}
	told := make(map[*ssa.Store]bool)
	for _, fn := range funcs {
		if !ends(fn) || c.InTest(fn.Pos()) || flow.NoRace(fn) {
			continue
		}
		for _, f := range flags {
			if store := setsTo(fn, f); store != nil && !told[store] && !calls(fn, flow.Outermost(f.start.Parent()), 3) && !calls(f.by, fn, 3) {
				c.Report(report.Finding{At: report.At(store.Pos(), 1), Kind: stopFlag,
					Args:    []any{f.field.Name(), c.Line(store.Pos(), f.start.Pos()), c.Line(store.Pos(), f.load.Pos())},
					Related: []analysis.RelatedInformation{report.Related(report.At(f.load.Pos(), 1), "the goroutine tests it here")}})
				told[store] = true
			}
		}
	}
}

// polls lists the flags that a goroutine without locks tests in each round, before anything that may have waited for others.
func polls(g *goroutine.Goroutine) []polled {
	var flags []polled
	loops := flow.LoopsOf(g.Fn)
	for _, b := range g.Fn.Blocks {
		loop := loops.Innermost(b)
		for _, instr := range b.Instrs {
			if call, ok := instr.(ssa.CallInstruction); ok && lockstate.OpOf(call) != lockstate.NoOp {
				return nil
			}
			load, ok := instr.(*ssa.UnOp)
			if !ok || loop == nil || load.Op != token.MUL || !types.Identical(load.Type().Underlying(), types.Typ[types.Bool]) {
				continue
			}
			fa, ok := load.X.(*ssa.FieldAddr)
			if !ok || flow.Field(fa) == nil || !eachRound(loop, load) {
				continue
			}
			for value, out := range leaving(loop, load, true) {
				if out {
					flags = append(flags, polled{flow.Field(fa), g.Start, g.Fn, load, value})
				}
			}
		}
	}
	return flags
}

// leaving tells for each value of the condition whether it ends the loop.
func leaving(loop *flow.Loop, cond ssa.Value, positive bool) map[bool]bool {
	out := make(map[bool]bool)
	for _, ref := range *cond.Referrers() {
		switch ref := ref.(type) {
		case *ssa.If:
			out[positive] = out[positive] || !loop.Contains(ref.Block().Succs[0])
			out[!positive] = out[!positive] || !loop.Contains(ref.Block().Succs[1])
		case *ssa.UnOp:
			if ref.Op == token.NOT {
				for value, leaves := range leaving(loop, ref, !positive) {
					out[value] = out[value] || leaves
				}
			}
		}
	}
	return out
}

// eachRound reports whether control can come from the head of the loop to the load, or from a case that receives from a clock
// or gets a signal, past nothing else that waits or that is not known: then nobody who sets the flag has a part in when it is tested.
func eachRound(loop *flow.Loop, load *ssa.UnOp) bool {
	comes := func(b *ssa.BasicBlock) bool {
		return flow.Reaches(flow.Point{Block: b}, func(instr ssa.Instruction) bool { return instr == ssa.Instruction(load) }, mayWait)
	}
	for _, b := range load.Parent().Blocks {
		if !loop.Contains(b) {
			continue
		}
		if slices.ContainsFunc(b.Preds, func(p *ssa.BasicBlock) bool { return !loop.Contains(p) }) && comes(b) {
			return true
		}
		for _, instr := range b.Instrs {
			sel, ok := instr.(*ssa.Select)
			if !ok {
				continue
			}
			for i, state := range sel.States {
				if _, to, ok := flow.CaseOf(sel, i); ok && state.Dir == types.RecvOnly && fromOutside(state.Chan) && comes(to) {
					return true
				}
			}
		}
	}
	return false
}

// fromOutside reports whether the runtime sends on the channel.
func fromOutside(ch ssa.Value) bool {
	return flow.IsClock(ch) || typeis.Named(ch.Type().Underlying().(*types.Chan).Elem(), "os.Signal")
}

func mayWait(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.Select, *ssa.Send:
		return true
	case *ssa.UnOp:
		return instr.Op == token.ARROW && !fromOutside(instr.X)
	case ssa.CallInstruction:
		fn := flow.StaticCallee(instr.Common())
		return !flow.Quick(instr.Common()) && !know.Is(fn, "time.Sleep")
	}
	return false
}

// ends reports whether others may call the method while the goroutine runs: it is exported, or its name says so.
func ends(fn *ssa.Function) bool {
	if fn.Signature.Recv() == nil || fn.Object() == nil {
		return false
	}
	begins := func(words ...string) bool {
		return slices.ContainsFunc(words, func(word string) bool { return strings.HasPrefix(strings.ToLower(fn.Name()), word) })
	}
	return fn.Object().Exported() && !begins("init", "reset", "start", "open", "setup") || begins("stop", "close", "shutdown", "quit", "cancel", "kill")
}

// setsTo finds the place at which the method sets the flag of its receiver to the value that ends the loop.
func setsTo(fn *ssa.Function, f polled) *ssa.Store {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			store, ok := instr.(*ssa.Store)
			if !ok {
				continue
			}
			fa, ok := store.Addr.(*ssa.FieldAddr)
			if !ok || fa.X != ssa.Value(fn.Params[0]) || flow.Field(fa) != f.field {
				continue
			}
			if k, ok := store.Val.(*ssa.Const); ok && k.Value != nil && constant.BoolVal(k.Value) == f.ends {
				return store
			}
		}
	}
	return nil
}

// calls reports whether the function calls the other, directly or through some that it calls, or is it.
func calls(fn, other *ssa.Function, depth int) bool {
	if fn == other {
		return true
	}
	if depth == 0 {
		return false
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if call, ok := instr.(ssa.CallInstruction); ok {
				if callee := call.Common().StaticCallee(); callee != nil && calls(callee, other, depth-1) {
					return true
				}
			}
		}
	}
	return false
}
