package deferexit

import (
	_ "embed"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/calls"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/goroutine"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

var (
	never = &report.Kind{ID: "never-runs",
		Format: "this deferred call never runs, and %s: every path from here ends in %s (%s), which ends the process at once; return, and exit in the caller"}
	skipped = &report.Kind{ID: "skipped",
		Format: "%s ends the process at once: the deferred %s of %s does not run, and %s; return, and exit in the caller"}
	inGo = &report.Kind{ID: "in-goroutine",
		Format: "%s ends the process at once, from a goroutine: the deferred %s of the function that starts it (%s) does not run, and %s; hand the error over and let that function end"}
)

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "deferexit",
		DocFile:  doc,
		Tests:    true,
		Kinds:    []*report.Kind{never, skipped, inGo},
		Requires: []*analysis.Analyzer{calls.Analyzer, flow.Analyzer},
		Run:      run,
	}.New()
}

// A checker is one run over one package.
type checker struct {
	*report.Pass
	calls *calls.Index
	exits map[*ssa.Function]bool
}

func run(pass *report.Pass) {
	if !pass.Imports("os", "log", "syscall") {
		return // most that can end the process
	}
	c := &checker{pass, pass.ResultOf[calls.Analyzer].(*calls.Index), make(map[*ssa.Function]bool)}
	for _, fn := range pass.ResultOf[flow.Analyzer].(*flow.Package).Funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if d, ok := instr.(*ssa.Defer); ok {
					if name, undo := c.undoes(d); undo.Left != "" {
						c.deferred(d, name, undo)
					}
				}
			}
		}
	}
}

// undoes names the call that a defer statement makes, by itself or in a function
// literal, and what it undoes.
func (c *checker) undoes(d *ssa.Defer) (name string, undo know.Undo) {
	if fn := flow.Callee(d.Common()); fn != nil {
		undo, _ := know.Undoes(fn)
		return display(fn), undo
	}
	lit := d.Call.StaticCallee()
	if lit == nil {
		return "", undo
	}
	for _, b := range lit.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			if fn := flow.Callee(call.Common()); fn != nil {
				if undo, ok := know.Undoes(fn); ok {
					return display(fn), undo
				}
			}
		}
	}
	return "", undo
}

// display is the name of a function as it stands in the source.
func display(fn *types.Func) string {
	if fn.Signature().Recv() != nil {
		return fn.Name()
	}
	return fn.Pkg().Name() + "." + fn.Name()
}

// deferred looks for what ends the process behind the defer statement.
func (c *checker) deferred(d *ssa.Defer, name string, undo know.Undo) {
	var exit *ssa.Call
	returns := false
	flow.Walk(flow.After(d), func(instr ssa.Instruction) bool {
		switch instr := instr.(type) {
		case *ssa.RunDefers, *ssa.Panic:
			returns = true
			return false
		case *ssa.Go:
			c.started(instr, d, name, undo)
		case *ssa.Call:
			c.started(instr, d, name, undo)
			if c.ends(instr) {
				if exit == nil || instr.Pos() < exit.Pos() {
					exit = instr
				}
				return false
			}
			returns = returns || c.leaves(instr)
		}
		return true
	})
	if exit == nil {
		return
	}
	at := c.calls.At(exit.Pos())
	if at == nil {
		return
	}
	how := types.ExprString(at.Fun)
	if !returns {
		c.Report(report.Finding{At: report.At(d.Pos(), len("defer")), Kind: never, Args: []any{undo.Left, how, c.Line(d.Pos(), exit.Pos())}})
	} else if undo.OnError && !c.InTest(at.Pos()) { // a test that can't go on ends as it can
		c.Report(report.Finding{At: at, Kind: skipped, Args: []any{how, name, c.Line(at.Pos(), d.Pos()), undo.Left}})
	}
}

// started reports a goroutine that ends the process in some way, as on an error, while the deferred call of
// the function that started it is still to come.
func (c *checker) started(start ssa.CallInstruction, d *ssa.Defer, name string, undo know.Undo) {
	g := goroutine.Of(start)
	if g == nil || !undo.OnError {
		return
	}
	var exit *ssa.Call
	for _, b := range g.Fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			if u, ok := know.Undoes(flow.Callee(&call.Call)); ok && u == undo {
				return // it does so itself
			}
			if exit == nil && c.ends(call) {
				exit = call
			}
		}
	}
	if exit == nil || c.InTest(exit.Pos()) || c.InTest(d.Pos()) {
		return
	}
	if at := c.calls.At(exit.Pos()); at != nil {
		c.Report(report.Finding{At: at, Kind: inGo, Args: []any{types.ExprString(at.Fun), name, c.Line(at.Pos(), d.Pos()), undo.Left}})
	}
}

// leaves reports whether the call may end the goroutine, and so run what it has
// deferred: everything that is not known may panic, which is not meant here.
func (c *checker) leaves(call *ssa.Call) bool {
	fn := flow.Callee(call.Common())
	return fn != nil && know.NeverReturns(fn)
}

// maxDepth bounds how deep functions that end the process are looked for.
const maxDepth = 3

// ends reports whether the call ends the process: one of the known functions, or
// a function of this package that calls one on each path and does nothing else
// that could end it.
func (c *checker) ends(call *ssa.Call) bool {
	if fn := flow.Callee(call.Common()); know.Exits(fn) {
		return true
	}
	return c.exiting(call.Call.StaticCallee(), 0)
}

func (c *checker) exiting(fn *ssa.Function, depth int) bool {
	if fn == nil || len(fn.Blocks) == 0 || depth == maxDepth {
		return false
	}
	if known, ok := c.exits[fn]; ok {
		return known
	}
	c.exits[fn] = false // what a recursive call is taken for
	found, returns := false, false
	flow.Walk(flow.Entry(fn), func(instr ssa.Instruction) bool {
		switch instr := instr.(type) {
		case *ssa.Return, *ssa.Panic:
			returns = true
		case *ssa.Call:
			if know.Exits(flow.Callee(instr.Common())) || c.exiting(instr.Call.StaticCallee(), depth+1) {
				found = true
				return false
			}
			returns = returns || c.leaves(instr)
		}
		return !returns
	})
	c.exits[fn] = found && !returns
	return c.exits[fn]
}
