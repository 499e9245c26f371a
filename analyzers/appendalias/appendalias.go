package appendalias

import (
	_ "embed"
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/calls"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/keep"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

var (
	twice = &report.Kind{ID: "two-appends",
		Format: "if %s has room this overwrites what the append at %s added, and that result is in use: the two share an array; append to slices.Clip(%[1]s)"}
	loop = &report.Kind{ID: "each-iteration",
		Format: "if %s has room each iteration overwrites what the one before added, and that is kept at %s: all share an array; append to slices.Clip(%[1]s)"}
	through = &report.Kind{ID: "two-calls",
		Format: "if %s has room, what this call appends to it overwrites what %s appended and kept: all share an array; keep a slices.Clone there"}
)

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "appendalias",
		DocFile:  doc,
		Tests:    true,
		Kinds:    []*report.Kind{twice, loop, through, derived, prefix, tail},
		Requires: []*analysis.Analyzer{flow.Analyzer, calls.Analyzer},
		Run:      run,
	}.New()
}

func run(pass *report.Pass) {
	r := &roomy{funcs: pass.ResultOf[flow.Analyzer].(*flow.Package).Funcs}
	for _, fn := range pass.ResultOf[flow.Analyzer].(*flow.Package).Funcs {
		var loops *flow.Loops
		var bases []ssa.Value
		byBase := make(map[ssa.Value][]*ssa.Call)
		var given []ssa.Value
		byGiven := make(map[ssa.Value][]*ssa.Call)
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				call, ok := instr.(*ssa.Call)
				if ok {
					checkPrefix(pass, call)
				}
				if ok && isAppend(call) {
					checkTail(pass, call)
				}
				if ok && !isAppend(call) {
					if i := appender(call); i >= 0 {
						base := call.Call.Args[i]
						if byGiven[base] == nil {
							given = append(given, base)
						}
						byGiven[base] = append(byGiven[base], call)
					}
				}
				if !ok || !isAppend(call) || isFull(call.Call.Args[0]) || isForeign(call.Call.Args[0]) || addsNothing(call) {
					continue
				}
				checkDerived(pass, call)
				if loops == nil {
					loops = flow.LoopsOf(fn)
				}
				base := call.Call.Args[0]
				if i := slices.IndexFunc(bases, func(other ssa.Value) bool { return sameField(other, base) }); i >= 0 && r.grows(bases[i]) {
					base = bases[i]
				}
				if byBase[base] == nil {
					bases = append(bases, base)
				}
				byBase[base] = append(byBase[base], call)
				if l := loops.Innermost(b); l != nil {
					checkLoop(pass, l, call)
				}
			}
		}
		checkCalls(pass, fn, byGiven, given)
		for _, base := range bases {
			list := byBase[base]
			for i, second := range list {
				for j, first := range list {
					if i != j && overwrites(base, first, second) {
						reportAt(pass, second, twice, first.Pos())
						break
					}
				}
			}
		}
	}
}

// checkLoop reports an append that goes to the same slice in each iteration and
// whose results are kept.
func checkLoop(pass *report.Pass, l *flow.Loop, call *ssa.Call) {
	if base := call.Call.Args[0]; isInside(l, base) && !steadyField(l, base) || !varies(l, call) || !again(l, call) {
		return
	}
	inside := func(v ssa.Value) bool { return isInside(l, v) }
	keeper := keep.Find(call, func(k *keep.Keeper) bool { return k.Piles(inside) && k.Pos().IsValid() && k.Lives(call) })
	if keeper != nil {
		reportAt(pass, call, loop, keeper.Pos())
	}
}

// isInside reports whether the loop computes the value anew.
func isInside(l *flow.Loop, v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Phi, *ssa.Call, *ssa.Extract, *ssa.Slice, *ssa.UnOp, *ssa.Field, *ssa.Lookup, *ssa.MakeSlice, *ssa.ChangeType, *ssa.Convert, *ssa.TypeAssert, *ssa.Index, *ssa.Next:
		return l.Contains(v.(ssa.Instruction).Block())
	case *ssa.Alloc:
		return l.Contains(v.Block())
	case *ssa.Parameter, *ssa.Const, *ssa.FreeVar, *ssa.Global:
		return false
	}
	return true
}

// again reports whether the loop goes on after the append.
func again(l *flow.Loop, call *ssa.Call) bool {
	return flow.Reaches(flow.After(call), func(instr ssa.Instruction) bool { return instr == call },
		func(instr ssa.Instruction) bool { return !l.Contains(instr.Block()) })
}

// varies reports whether what is appended may differ between iterations.
func varies(l *flow.Loop, call *ssa.Call) bool {
	for _, v := range added(call) {
		if instr, ok := v.(ssa.Instruction); ok && l.Contains(instr.Block()) {
			return true
		}
	}
	return false
}

// overwrites reports whether the second append can run after the first, on the same
// value, while the result of the first is in use.
func overwrites(base ssa.Value, first, second *ssa.Call) bool {
	if sameConstants(added(first), added(second)) {
		return false
	}
	def, _ := base.(ssa.Instruction)
	isDef := func(instr ssa.Instruction) bool { return def != nil && instr == def }
	if !flow.Reaches(flow.After(first), func(instr ssa.Instruction) bool { return instr == second }, isDef) {
		return false
	}
	if usedAfter(first, first, second, make(map[ssa.Value]bool)) {
		return true
	}
	return nil != keep.Find(first, func(k *keep.Keeper) bool {
		return k.Lives(second) && flow.Reaches(flow.After(k.Instruction), func(instr ssa.Instruction) bool { return instr == second },
			func(instr ssa.Instruction) bool { return isDef(instr) || instr == first })
	})
}

// usedAfter reports whether the elements of the value are used behind the second append, before the
// first one runs again.
func usedAfter(v ssa.Value, first, second *ssa.Call, seen map[ssa.Value]bool) bool {
	if seen[v] || v.Referrers() == nil {
		return false
	}
	seen[v] = true
	for _, ref := range *v.Referrers() {
		if ref == second || isLen(ref) {
			continue
		}
		switch ref := ref.(type) {
		case *ssa.DebugRef:
			continue
		case *ssa.Phi:
			continue // may be the other one by then
		case *ssa.Slice:
			if usedAfter(ref, first, second, seen) {
				return true
			}
			continue
		case *ssa.ChangeType:
			if usedAfter(ref, first, second, seen) {
				return true
			}
			continue
		case *ssa.MakeInterface:
			if usedAfter(ref, first, second, seen) {
				return true
			}
			continue
		}
		if flow.Reaches(flow.After(second), func(instr ssa.Instruction) bool { return instr == ref },
			func(instr ssa.Instruction) bool { return instr == first }) {
			return true
		}
	}
	return false
}

// reportAt reports the append, with a fix where its slice is named in one word.
func reportAt(pass *report.Pass, call *ssa.Call, kind *report.Kind, other token.Pos) {
	syntax := pass.ResultOf[calls.Analyzer].(*calls.Index).At(call.Pos())
	if syntax == nil || syntax.Lparen != call.Pos() || len(syntax.Args) < 2 {
		return
	}
	base := syntax.Args[0]
	name := types.ExprString(base)
	f := report.Finding{At: syntax, Kind: kind, Args: []any{name, pass.Line(syntax.Pos(), other)}}
	if id, ok := base.(*ast.Ident); ok {
		f.Fixes = []analysis.SuggestedFix{{
			Message:   "Append to " + id.Name + " without its room",
			TextEdits: []analysis.TextEdit{{Pos: id.End(), End: id.End(), NewText: []byte("[:len(" + id.Name + "):len(" + id.Name + ")]")}},
		}}
	}
	pass.Report(f)
}
