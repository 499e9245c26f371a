package appendalias

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/calls"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/keep"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// appender finds the argument of a call to which the function appends, and
// keeps the result longer than it runs; -1 if there is none.
func appender(call *ssa.Call) int {
	fn := keep.Callee(&call.Call)
	if fn == nil || len(fn.Blocks) == 0 || len(fn.Params) != len(call.Call.Args) {
		return -1
	}
	for i, p := range fn.Params {
		if _, ok := p.Type().Underlying().(*types.Slice); ok && !isFull(call.Call.Args[i]) && !isForeign(call.Call.Args[i]) && appendsTo(p) {
			return i
		}
	}
	return -1
}

func appendsTo(p *ssa.Parameter) bool {
	for _, ref := range *p.Referrers() {
		call, ok := ref.(*ssa.Call)
		if ok && isAppend(call) && call.Call.Args[0] == p && !addsNothing(call) &&
			keep.Find(call, func(k *keep.Keeper) bool { return k.Root == nil && k.Outlives() }) != nil {
			return true
		}
	}
	return false
}

// checkCalls reports a call whose function appends to the slice that another
// call, or the one of the iteration before, has had too.
func checkCalls(pass *report.Pass, fn *ssa.Function, byBase map[ssa.Value][]*ssa.Call, bases []ssa.Value) {
	for _, base := range bases {
		list := byBase[base]
		for i, second := range list {
			if l := flow.LoopsOf(fn).Innermost(second.Block()); l != nil && !isInside(l, base) && differs(l, second, base) && again(l, second) {
				reportCall(pass, second, base, second)
				continue
			}
			for _, first := range list[:i] {
				if !sameArgs(first, second) && flow.Reaches(flow.After(first), func(instr ssa.Instruction) bool { return instr == second }, defines(base)) {
					reportCall(pass, second, base, first)
					break
				}
			}
		}
	}
}

func defines(v ssa.Value) func(ssa.Instruction) bool {
	def, _ := v.(ssa.Instruction)
	return func(instr ssa.Instruction) bool { return def != nil && instr == def }
}

// differs reports whether the call gets something else in each iteration.
func differs(l *flow.Loop, call *ssa.Call, base ssa.Value) bool {
	for _, arg := range call.Call.Args {
		if arg != base && isInside(l, arg) {
			return true
		}
	}
	return false
}

// sameArgs reports whether both calls may well add the same.
func sameArgs(a, b *ssa.Call) bool {
	if a.Call.Value != b.Call.Value && a.Call.StaticCallee() != nil {
		return false
	}
	for i, arg := range a.Call.Args {
		if arg != b.Call.Args[i] {
			return false
		}
	}
	return true
}

func reportCall(pass *report.Pass, call *ssa.Call, base ssa.Value, other *ssa.Call) {
	syntax := pass.ResultOf[calls.Analyzer].(*calls.Index).At(call.Pos())
	if syntax == nil {
		return
	}
	skip := len(call.Call.Args) - len(syntax.Args) // the receiver
	for i, arg := range syntax.Args {
		if skip >= 0 && call.Call.Args[i+skip] == base {
			f := report.Finding{At: syntax, Kind: through, Args: []any{types.ExprString(arg), "the call at " + pass.Line(syntax.Pos(), other.Pos())}}
			if call == other {
				f.Args[1] = "the iteration before"
			}
			pass.Report(f)
			return
		}
	}
}

// steadyField is the object and the field of a slice that is read anew for each
// append, when nothing in the loop can set that field.
func steadyField(l *flow.Loop, base ssa.Value) bool {
	load, ok := base.(*ssa.UnOp)
	if !ok {
		return false
	}
	f, ok := load.X.(*ssa.FieldAddr)
	if !ok || isInside(l, f.X) {
		return false
	}
	for _, b := range load.Parent().Blocks {
		if !l.Contains(b) {
			continue
		}
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Store:
				if setsField(instr, f) {
					return false
				}
			case *ssa.Call:
				if mayReach(instr, load) {
					return false
				}
			case *ssa.Go, *ssa.Defer:
				return false
			}
		}
	}
	return true
}

// sameField reports whether two values are loaded from one field of one object, with nothing between that can set it.
func sameField(a, b ssa.Value) bool {
	first, ok := a.(*ssa.UnOp)
	second, ok2 := b.(*ssa.UnOp)
	if !ok || !ok2 {
		return false
	}
	f, ok := first.X.(*ssa.FieldAddr)
	g, ok2 := second.X.(*ssa.FieldAddr)
	if !ok || !ok2 || f.X != g.X || f.Field != g.Field {
		return false
	}
	return !flow.Reaches(flow.After(first), func(instr ssa.Instruction) bool {
		switch instr := instr.(type) {
		case *ssa.Store:
			return setsField(instr, f)
		case *ssa.Call:
			return mayReach(instr, first)
		case *ssa.Go, *ssa.Defer:
			return true
		}
		return false
	}, func(instr ssa.Instruction) bool { return instr == ssa.Instruction(second) })
}

// setsField reports whether the store may be to the field: it is not if its object is
// made in this function.
func setsField(store *ssa.Store, f *ssa.FieldAddr) bool {
	if store.Addr == f.X {
		return true
	}
	g, ok := store.Addr.(*ssa.FieldAddr)
	if !ok || g.Field != f.Field || !types.Identical(g.X.Type(), f.X.Type()) {
		return false
	}
	_, made := g.X.(*ssa.Alloc)
	return !made || g.X == f.X
}

// mayReach reports whether the function that is called may know the object
// whose field it is: only the functions of other packages that are called by name do not.
func mayReach(call *ssa.Call, load *ssa.UnOp) bool {
	if _, ok := call.Call.Value.(*ssa.Builtin); ok {
		return false
	}
	fn := flow.StaticCallee(&call.Call)
	if fn == nil || fn.Pkg() == nil || fn.Pkg() == load.Parent().Pkg.Pkg {
		return true
	}
	for _, arg := range call.Call.Args {
		switch arg.Type().Underlying().(type) {
		case *types.Basic:
		default:
			return true
		}
	}
	return false
}
