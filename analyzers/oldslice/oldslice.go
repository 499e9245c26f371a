package oldslice

import (
	_ "embed"
	"go/token"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/calls"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

var used = &report.Kind{ID: "used",
	Format: "slices.%s at %s has moved the elements of this slice and left zero values at its end; use what it returned, or give it slices.Clone of this"}

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "oldslice",
		DocFile:  doc,
		Tests:    true,
		Kinds:    []*report.Kind{used},
		Requires: []*analysis.Analyzer{calls.Analyzer, flow.Analyzer},
		Run:      run,
	}.New()
}

var movers = []string{"slices.Delete", "slices.DeleteFunc", "slices.Compact", "slices.CompactFunc"}

func run(pass *report.Pass) {
	if !pass.Imports("slices") || len(pass.ResultOf[calls.Analyzer].(*calls.Index).Of(movers...)) == 0 {
		return
	}
	for _, fn := range pass.ResultOf[flow.Analyzer].(*flow.Package).Funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if call, ok := instr.(*ssa.Call); ok {
					check(pass, call)
				}
			}
		}
	}
}

// check reports the first use of the slice behind a call that has moved its
// elements.
func check(pass *report.Pass, call *ssa.Call) {
	fn := flow.StaticCallee(&call.Call)
	if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "slices" {
		return
	}
	name := fn.Name()
	if name != "Delete" && name != "DeleteFunc" && name != "Compact" && name != "CompactFunc" {
		return
	}
	old := call.Call.Args[0]
	if old.Referrers() == nil {
		return
	}
	first := token.NoPos
	for _, ref := range *old.Referrers() {
		switch {
		case ref == call, !ref.Pos().IsValid(), !usesElements(ref, old):
		case ref.Block() != call.Block() && ref.Block().Dominates(call.Block()): // the head of a loop over it: rangedel
		case first.IsValid() && first < ref.Pos():
		case follows(call, ref, old):
			first = ref.Pos()
		}
	}
	if first.IsValid() {
		pass.Report(report.Finding{At: report.At(first, 1), Kind: used, Args: []any{name, pass.Line(first, call.Pos())}})
	}
}

// usesElements reports whether the instruction does something with what is in
// the slice, beside cutting it to the length of the result or clearing it.
func usesElements(instr ssa.Instruction, old ssa.Value) bool {
	switch instr := instr.(type) {
	case *ssa.IndexAddr, *ssa.Return, *ssa.MakeInterface:
		return true
	case *ssa.Store:
		return instr.Val == old
	case *ssa.Call:
		b, ok := instr.Call.Value.(*ssa.Builtin)
		return !ok || b.Name() == "append" || b.Name() == "copy" && instr.Call.Args[1] == old
	}
	return false
}

// follows reports whether the use can run after the call, before the variable
// has another slice.
func follows(call *ssa.Call, use ssa.Instruction, old ssa.Value) bool {
	made, _ := old.(ssa.Instruction)
	return flow.Reaches(flow.After(call), func(i ssa.Instruction) bool { return i == use },
		func(i ssa.Instruction) bool { return i == made })
}
