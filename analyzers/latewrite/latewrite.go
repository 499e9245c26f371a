package latewrite

import (
	_ "embed"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/ctxlife"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
)

//go:embed doc.go
var doc string

var late = &report.Kind{ID: "callers-buffer",
	Format: "the goroutine may write into %s, the caller's buffer, after the function has given up at %s: whoever uses it next finds other data; fill one of its own and copy"}

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "latewrite",
		DocFile:  doc,
		Kinds:    []*report.Kind{late},
		Requires: []*analysis.Analyzer{flow.Analyzer},
		Run:      run,
	}.New()
}

func run(pass *report.Pass) {
	if !pass.Imports("time", "context") {
		return // nobody gives up
	}
	for _, fn := range pass.ResultOf[flow.Analyzer].(*flow.Package).Funcs {
		function(pass, fn)
	}
}

// function looks at what a function with a slice among its parameters starts.
func function(pass *report.Pass, fn *ssa.Function) {
	for _, p := range fn.Params {
		if !typeis.Slice(p.Type()) || fn.Signature.Variadic() && p == fn.Params[len(fn.Params)-1] {
			continue
		}
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if start, ok := instr.(ssa.CallInstruction); ok {
					started(pass, start, p)
				}
			}
		}
	}
}

// started reports a goroutine that writes into the parameter's elements, if the function gives up waiting for it.
func started(pass *report.Pass, start ssa.CallInstruction, p *ssa.Parameter) {
	w := workerOf(start)
	if w == nil {
		return
	}
	write := w.writes(w.values[p])
	if write == nil || !write.Pos().IsValid() {
		return
	}
	from := givesUp(w)
	if from == token.NoPos {
		return
	}
	pass.Report(report.Finding{At: report.At(write.Pos(), 1), Kind: late, Args: []any{p.Name(), pass.Line(write.Pos(), from)},
		Related: []analysis.RelatedInformation{report.Related(report.At(from, 1), "the function returns after this, and does not wait for the goroutine"),
			report.Related(report.At(start.Pos(), 1), "the goroutine is started here")}})
}

// givesUp is where a select statement waits for the goroutine or the end of a time or a context, if
// the function returns after the latter without doing anything that may stop the goroutine or wait for it.
func givesUp(w *worker) token.Pos {
	fn := w.Start.Parent()
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if d, ok := instr.(*ssa.Defer); ok && !isQuick(&d.Call) {
				return token.NoPos // it may wait
			}
		}
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			sel, ok := instr.(*ssa.Select)
			if !ok || !sel.Blocking || !w.answers(sel) || !reaches(w.Start, sel) {
				continue
			}
			for i, state := range sel.States {
				if state.Dir != types.RecvOnly || !flow.IsClock(state.Chan) && ctxlife.DoneOf(state.Chan) == nil {
					continue
				}
				if _, to, ok := flow.CaseOf(sel, i); ok && flow.Reaches(flow.Point{Block: to}, flow.IsReturn, mayStop) {
					return state.Pos
				}
			}
		}
	}
	return token.NoPos
}

// reaches reports whether control comes from the start to the select statement without another wait.
func reaches(start ssa.Instruction, sel *ssa.Select) bool {
	return flow.Reaches(flow.After(start), func(i ssa.Instruction) bool { return i == ssa.Instruction(sel) }, isWait)
}

func isWait(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.UnOp:
		return instr.Op == token.ARROW
	case *ssa.Select:
		return instr.Blocking
	}
	return false
}

// mayStop reports whether an instruction may wait for the goroutine, or see to it that it writes no
// more: a call that is not known.
func mayStop(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.Call:
		return !isQuick(&instr.Call)
	case *ssa.Send:
		return true
	}
	return isWait(instr)
}

// isQuick reports whether a call has nothing to do with the goroutine: it is quick, stops a timer or cancels a
// context.
func isQuick(call *ssa.CallCommon) bool {
	if call.IsInvoke() {
		return ctxlife.IsContext(call.Value.Type()) || typeis.Error(call.Value.Type())
	}
	if b, ok := call.Value.(*ssa.Builtin); ok {
		return b.Name() != "close"
	}
	return flow.Quick(call) || typeis.Named(call.Value.Type(), "context.CancelFunc")
}
