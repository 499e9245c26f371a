package deadctx

import (
	"go/token"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/ctxlife"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
)

// starts reports a goroutine whose context the function cancels as it returns, right after
// it has started it.
func (c *checker) starts(start *ssa.Go) {
	for _, end := range c.life.Deferred(start) {
		if !c.gets(start, end) || !c.returnsAtOnce(start) {
			continue
		}
		c.Report(report.Finding{At: report.At(start.Pos(), len("go")), Kind: started, Args: []any{c.Line(start.Pos(), end.Pos)},
			Related: []analysis.RelatedInformation{report.Related(report.At(end.Pos, 1), "the context ends here")}})
		return
	}
}

// gets reports whether the goroutine gets a context and does something with it that fails
// when it has ended.
func (c *checker) gets(start *ssa.Go, end *ctxlife.End) bool {
	callee := start.Call.StaticCallee()
	if callee == nil || len(callee.Blocks) == 0 {
		return false
	}
	for i, arg := range start.Call.Args {
		if i < len(callee.Params) && ctxlife.IsContext(arg.Type()) && end.Ends(arg) && handsOn(callee.Params[i]) {
			return true
		}
	}
	lit, ok := start.Call.Value.(*ssa.MakeClosure)
	if !ok {
		return false
	}
	for i, bound := range lit.Bindings {
		variable, ok := bound.(*ssa.Alloc)
		if !ok {
			continue
		}
		if ctx := ctxlife.Held(variable, start); ctx != nil && ctxlife.IsContext(ctx.Type()) && end.Ends(ctx) {
			for _, ref := range *callee.FreeVars[i].Referrers() {
				if load, ok := ref.(*ssa.UnOp); ok && load.Op == token.MUL && handsOn(load) {
					return true
				}
			}
		}
	}
	return false
}

// handsOn reports whether a context is given to a function outside of package context
// that tells of an error.
func handsOn(ctx ssa.Value) bool {
	for _, ref := range *ctx.Referrers() {
		call, ok := ref.(*ssa.Call)
		if !ok || call.Call.IsInvoke() && call.Call.Value == ctx {
			continue
		}
		if fn := flow.Callee(&call.Call); fn != nil && (fn.Pkg() == nil || fn.Pkg().Path() == "context") {
			continue
		}
		results := call.Call.Signature().Results()
		if n := results.Len(); n > 0 && typeis.Error(results.At(n-1).Type()) {
			return true
		}
	}
	return false
}

// returnsAtOnce reports whether the function does nothing behind the start that takes time.
func (c *checker) returnsAtOnce(start *ssa.Go) bool {
	for _, b := range start.Parent().Blocks {
		for _, instr := range b.Instrs {
			if d, ok := instr.(*ssa.Defer); ok && !c.life.IsCancel(d) && !flow.Quick(&d.Call) {
				return false
			}
		}
	}
	return !flow.Reaches(flow.After(start), func(i ssa.Instruction) bool {
		switch i := i.(type) {
		case *ssa.Call:
			return !flow.Quick(&i.Call)
		case *ssa.UnOp:
			return i.Op == token.ARROW
		case *ssa.Send, *ssa.Select:
			return true
		}
		return false
	}, nil)
}
