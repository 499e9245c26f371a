package profstop

import (
	_ "embed"
	"go/types"

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
	never = &report.Kind{ID: "never-stopped",
		Format: "nothing in this program calls %s, so %s: defer it behind the start"}
	skipped = &report.Kind{ID: "skipped",
		Format: "a return (%s) skips the %s that another path makes, and %s: defer it behind the start"}
)

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "profstop",
		DocFile:  doc,
		Tests:    true,
		Kinds:    []*report.Kind{never, skipped},
		Requires: []*analysis.Analyzer{calls.Analyzer, flow.Analyzer},
		Run:      run,
	}.New()
}

// A recording is a profile or a trace.
type recording struct{ start, pkg, stop, lost string }

func (r *recording) stopName() string { return r.pkg + "." + r.stop }

var recordings = []*recording{
	{"runtime/pprof.StartCPUProfile", "runtime/pprof", "StopCPUProfile", "the profile stays empty"},
	{"runtime/trace.Start", "runtime/trace", "Stop", "the trace has no end"},
}

func run(pass *report.Pass) {
	if !pass.Imports("runtime/pprof", "runtime/trace") {
		return
	}
	index := pass.ResultOf[calls.Analyzer].(*calls.Index)
	for _, r := range recordings {
		starts := index.Of(r.start)
		if len(starts) == 0 {
			continue
		}
		if !mentions(pass.TypesInfo, r) {
			if pass.Pkg.Name() == "main" { // in a library the caller may stop it
				for _, start := range starts {
					pass.Report(report.Finding{At: start.CallExpr, Kind: never, Args: []any{r.stopName(), r.lost}})
				}
			}
			continue
		}
		for _, fn := range pass.ResultOf[flow.Analyzer].(*flow.Package).Funcs {
			paths(pass, fn, r)
		}
	}
}

// mentions reports whether the package uses the function that stops, in a call or
// as a value.
func mentions(info *types.Info, r *recording) bool {
	for _, obj := range info.Uses {
		if obj.Name() == r.stop && obj.Pkg() != nil && obj.Pkg().Path() == r.pkg {
			return true
		}
	}
	return false
}

// paths reports a start after which the function can return without the stop
// that it makes on another path.
func paths(pass *report.Pass, fn *ssa.Function, r *recording) {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			start, ok := instr.(*ssa.Call)
			if !ok || !isCall(start, r.start) || !stopsLater(start, r) {
				continue
			}
			from, ok := begun(start)
			if !ok {
				continue
			}
			isReturn := func(instr ssa.Instruction) bool { _, ok := instr.(*ssa.Return); return ok }
			if ret, ok := flow.FirstReached(from, isReturn, func(instr ssa.Instruction) bool { return stops(instr, r) }); ok {
				pos := ret.Pos()
				if !pos.IsValid() {
					pos = flow.End(fn)
				}
				pass.Report(report.Finding{At: report.At(start.Pos(), 1), Kind: skipped, Args: []any{pass.Line(start.Pos(), pos), r.stop, r.lost}})
			}
		}
	}
}

func isCall(call ssa.CallInstruction, name string) bool {
	fn := flow.StaticCallee(call.Common())
	return know.Is(fn, name)
}

// begun is the point behind the start where it has not failed. It is not ok where
// something else than a test in the same block gets the error.
func begun(start *ssa.Call) (p flow.Point, ok bool) {
	if len(*start.Referrers()) == 0 {
		return flow.After(start), true
	}
	return flow.Succeeded(start, start)
}

// stops reports whether the instruction stops the recording, now or when the
// function ends.
func stops(instr ssa.Instruction, r *recording) bool {
	call, ok := instr.(ssa.CallInstruction)
	if !ok {
		return false
	}
	if isCall(call, r.stopName()) {
		return true
	}
	lit := call.Common().StaticCallee()
	return lit != nil && lit.Parent() != nil && has(lit, r)
}

// has reports whether the function has the stop in it.
func has(fn *ssa.Function, r *recording) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if stops(instr, r) {
				return true
			}
		}
	}
	return false
}

// stopsLater reports whether the function that starts the recording stops it as
// well, where it has surely begun, and nobody else can: no function literal that
// others may call, no function of the package.
func stopsLater(start *ssa.Call, r *recording) bool {
	fn, found := start.Parent(), false
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if stops(instr, r) {
				if !start.Block().Dominates(b) {
					return false // under the same condition once more, as it may be
				}
				found = true
				continue
			}
			var operands [10]*ssa.Value
			for _, op := range instr.Operands(operands[:0]) {
				switch v := (*op).(type) {
				case *ssa.MakeClosure:
					if has(v.Fn.(*ssa.Function), r) {
						return false
					}
				case *ssa.Function:
					if v.String() == r.stopName() || v.Pkg == fn.Pkg && has(v, r) {
						return false
					}
				}
			}
		}
	}
	return found
}
