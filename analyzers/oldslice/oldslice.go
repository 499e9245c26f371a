package oldslice

import (
	_ "embed"
	"go/token"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/calls"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
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
		pos := position(ref)
		switch {
		case ref == call, !pos.IsValid(), !usesElements(ref, old), compares(ref, call):
		case ref.Block() != call.Block() && ref.Block().Dominates(call.Block()): // the head of a loop over it: rangedel
		case first.IsValid() && first < pos:
		case follows(call, ref, old):
			first = pos
		}
	}
	if first.IsValid() {
		pass.Report(report.Finding{At: report.At(first, 1), Kind: used, Args: []any{name, pass.Line(first, call.Pos())}})
	}
}

// position is where the source has the instruction: a conversion that it does not write stands at what
// gets the result.
func position(instr ssa.Instruction) token.Pos {
	if _, ok := instr.(*ssa.MakeInterface); !ok || instr.Pos().IsValid() {
		return instr.Pos()
	}
	behind := false
	for _, next := range instr.Block().Instrs {
		if behind && next.Pos().IsValid() {
			return next.Pos()
		}
		behind = behind || next == instr
	}
	return token.NoPos
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

// compares reports whether the instruction asks whether the call has left anything out: a shorter slice is not equal,
// whatever lies behind its end.
func compares(instr ssa.Instruction, moved *ssa.Call) bool {
	call, ok := instr.(*ssa.Call)
	if !ok || !slices.Contains(call.Call.Args, ssa.Value(moved)) {
		return false
	}
	fn := flow.StaticCallee(&call.Call)
	return fn != nil && slices.Contains(equals, know.Name(fn))
}

var equals = []string{"slices.Equal", "slices.EqualFunc", "bytes.Equal"}

// follows reports whether the use can run after the call, before the variable
// has another slice.
func follows(call *ssa.Call, use ssa.Instruction, old ssa.Value) bool {
	made, _ := old.(ssa.Instruction)
	return flow.Reaches(flow.After(call), func(i ssa.Instruction) bool { return i == use },
		func(i ssa.Instruction) bool { return i == made })
}
