package fileleak

import (
	_ "embed"
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

var (
	never = &report.Kind{ID: "never-closed",
		Format: "nothing closes this file, and nothing else has it: its descriptor stays taken until a collection finds it; defer its Close"}
	path = &report.Kind{ID: "open-on-path",
		Format: "this file stays open on the way to %s: defer its Close behind the check of the error"}
)

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "fileleak",
		DocFile:  doc,
		Kinds:    []*report.Kind{never, path},
		Requires: []*analysis.Analyzer{calls.Analyzer, flow.Analyzer},
		Run:      run,
	}.New()
}

var opens = []string{"os.Open", "os.OpenFile", "os.Create", "os.CreateTemp"}

func run(pass *report.Pass) {
	if !pass.Imports("os") || len(pass.ResultOf[calls.Analyzer].(*calls.Index).Of(opens...)) == 0 {
		return
	}
	for _, fn := range pass.ResultOf[flow.Analyzer].(*flow.Package).Funcs {
		if fn.Pkg.Pkg.Name() == "main" && (fn.Name() == "main" || fn.Name() == "init") {
			continue // the process ends with it
		}
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if call, ok := instr.(*ssa.Call); ok && isOpen(call) {
					judge(pass, call)
				}
			}
		}
	}
}

func isOpen(call *ssa.Call) bool {
	fn := flow.StaticCallee(&call.Call)
	return fn != nil && fn.Pkg() != nil && fn.Pkg().Path() == "os" && slices.Contains(opens, know.Name(fn))
}

func judge(pass *report.Pass, open *ssa.Call) {
	f, err := results(open)
	if f == nil || err == nil || !own(f) {
		return
	}
	opened, ok := flow.Succeeded(open, err)
	if !ok {
		return
	}
	isReturn := func(instr ssa.Instruction) bool { _, ok := instr.(*ssa.Return); return ok }
	ret, ok := flow.FirstReached(opened, isReturn, func(instr ssa.Instruction) bool { return instr == open || closes(instr, f) })
	switch {
	case !ok:
	case !closedSomewhere(f):
		pass.Report(report.Finding{At: report.At(open.Pos(), 1), Kind: never})
	case ret.Pos().IsValid():
		pass.Report(report.Finding{At: report.At(open.Pos(), 1), Kind: path, Args: []any{"the return of " + pass.Line(open.Pos(), ret.Pos())}})
	default:
		pass.Report(report.Finding{At: report.At(open.Pos(), 1), Kind: path, Args: []any{"the end of the function"}})
	}
}

// results returns the file and the error, nil if one of them is not used.
func results(open *ssa.Call) (f, err *ssa.Extract) {
	for _, ref := range *open.Referrers() {
		if e, ok := ref.(*ssa.Extract); ok {
			if e.Index == 0 {
				f = e
			} else {
				err = e
			}
		}
	}
	return f, err
}

func closedSomewhere(f ssa.Value) bool {
	for _, ref := range *f.Referrers() {
		if closes(ref, f) {
			return true
		}
	}
	return false
}

// closes reports whether the instruction closes the file, now or at the end.
func closes(instr ssa.Instruction, f ssa.Value) bool {
	call, ok := instr.(ssa.CallInstruction)
	if !ok {
		return false
	}
	fn := flow.StaticCallee(call.Common())
	return fn != nil && fn.Name() == "Close" && know.Is(fn, "(*os.File).Close") && call.Common().Args[0] == f
}
