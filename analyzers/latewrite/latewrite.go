package latewrite

import (
	_ "embed"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/ctxlife"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/goroutine"
	"github.com/gocorelint/gocorelint/analyzers/internal/place"
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
				if _, to, ok := flow.CaseOf(sel, i); ok && flow.Reaches(flow.Point{Block: to}, isReturn, mayStop) {
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

func isReturn(instr ssa.Instruction) bool {
	_, ok := instr.(*ssa.Return)
	return ok
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
	return flow.Quick(call) || types.TypeString(call.Value.Type(), nil) == "context.CancelFunc"
}

// A worker is a goroutine with what it has of the values of the function around it.
type worker struct {
	*goroutine.Goroutine
	values map[ssa.Value][]ssa.Value
}

func workerOf(start ssa.CallInstruction) *worker {
	w := &worker{goroutine.Of(start), make(map[ssa.Value][]ssa.Value)}
	if w.Goroutine == nil {
		return nil
	}
	for outer, inner := range w.Gets() {
		w.values[source(outer)] = append(w.values[source(outer)], inner)
	}
	return w
}

// source is where a value comes from: what is in a variable that is set once, the slice that it is a part
// of, the channel of which it is one direction.
func source(v ssa.Value) ssa.Value {
	for {
		switch x := v.(type) {
		case *ssa.UnOp:
			once := place.StoredOnce(x.X)
			if x.Op != token.MUL || once == nil {
				return v
			}
			v = once
		case *ssa.Slice:
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		default:
			return v
		}
	}
}

// answers reports whether a case of the select statement receives from a channel that the goroutine has.
func (w *worker) answers(sel *ssa.Select) bool {
	for _, state := range sel.States {
		if state.Dir == types.RecvOnly && !flow.IsClock(state.Chan) && w.values[source(state.Chan)] != nil {
			return true
		}
	}
	return false
}

// writes finds the first instruction that writes into one of the slices, with nothing before it by which the
// goroutine may have learned that nobody waits for it any more.
func (w *worker) writes(slices []ssa.Value) ssa.Instruction {
	targets := make(map[ssa.Instruction]bool)
	for _, v := range slices {
		collect(v, targets, 0)
	}
	if len(targets) == 0 {
		return nil
	}
	first, _ := flow.FirstReached(flow.Entry(w.Fn), func(i ssa.Instruction) bool { return targets[i] }, func(i ssa.Instruction) bool {
		call, ok := i.(*ssa.Call)
		return isWait(i) || ok && isSync(&call.Call)
	})
	return first
}

func isSync(call *ssa.CallCommon) bool {
	fn := flow.Callee(call)
	return fn != nil && fn.Pkg() != nil && strings.HasPrefix(fn.Pkg().Path(), "sync")
}

const maxDepth = 3 // calls that are followed

// collect adds the instructions that write into the slice.
func collect(v ssa.Value, targets map[ssa.Instruction]bool, depth int) {
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Slice:
			collect(ref, targets, depth)
		case *ssa.ChangeType:
			collect(ref, targets, depth)
		case *ssa.IndexAddr:
			for _, use := range *ref.Referrers() {
				if store, ok := use.(*ssa.Store); ok && store.Addr == ref {
					targets[store] = true
				}
			}
		case *ssa.Call:
			if fills(&ref.Call, v, depth) {
				targets[ref] = true
			}
		}
	}
}

// fills reports whether a call writes into the slice: copy, a reader, a function of the package that does.
func fills(call *ssa.CallCommon, v ssa.Value, depth int) bool {
	if b, ok := call.Value.(*ssa.Builtin); ok {
		return b.Name() == "copy" && call.Args[0] == v
	}
	if flow.ReadsInto(call) == v {
		return true
	}
	fn := call.StaticCallee()
	if fn == nil || len(fn.Blocks) == 0 || depth == maxDepth {
		return false
	}
	for i, arg := range call.Args {
		if arg == v && i < len(fn.Params) {
			inner := make(map[ssa.Instruction]bool)
			collect(fn.Params[i], inner, depth+1)
			return len(inner) > 0
		}
	}
	return false
}
