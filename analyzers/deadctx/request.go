package deadctx

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/ctxlife"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/goroutine"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
)

// handler reports goroutines that get the context of the request, which the server ends when the handler
// returns, if the handler does so right after it has started them.
func (c *checker) handler(fn *ssa.Function) {
	r := flow.RequestOf(fn)
	if r == nil {
		return
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			start, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			g := goroutine.Of(start)
			if g == nil || !getsRequest(g, r) || !answersAtOnce(start) || c.called(fn) {
				continue
			}
			pos, width := start.Pos(), len("go")
			if _, ok := start.(*ssa.Call); ok {
				width = 1
			}
			c.Report(report.Finding{At: report.At(pos, width), Kind: ended, Args: []any{r.Name()}})
		}
	}
}

// called reports whether the package calls the function by its name: the handler is another one then.
func (c *checker) called(fn *ssa.Function) bool {
	for instr := range flow.Mentions(c.funcs, fn) {
		if _, ok := flow.CallOf(instr, fn); ok {
			return true
		}
	}
	return false
}

// getsRequest reports whether the goroutine hands the context of the request on to what gives up when it ends.
func getsRequest(g *goroutine.Goroutine, r *ssa.Parameter) bool {
	for outer, inner := range g.Gets() {
		switch {
		case ctxlife.IsContext(outer.Type()):
			if ofRequest(outer, r) && handsOn(inner) {
				return true
			}
		case ctxlife.Value(outer) == ssa.Value(r):
			if slices.ContainsFunc(*inner.Referrers(), func(ref ssa.Instruction) bool {
				call, ok := ref.(*ssa.Call)
				return ok && isRequestContext(&call.Call) && handsOn(call)
			}) {
				return true
			}
		}
	}
	return false
}

// ofRequest reports whether the context is that of the request, or made of it.
func ofRequest(ctx ssa.Value, r *ssa.Parameter) bool {
	for _, b := range r.Parent().Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if ok && isRequestContext(&call.Call) && ctxlife.Value(call.Call.Args[0]) == ssa.Value(r) && ctxlife.Made(ctx, call) {
				return true
			}
		}
	}
	return false
}

func isRequestContext(call *ssa.CallCommon) bool {
	return know.Is(flow.StaticCallee(call), "(*net/http.Request).Context")
}

// answersAtOnce reports whether the handler does nothing behind the start but to answer.
func answersAtOnce(start ssa.CallInstruction) bool {
	for _, b := range start.Parent().Blocks {
		for _, instr := range b.Instrs {
			if d, ok := instr.(*ssa.Defer); ok && !answers(&d.Call, 0) {
				return false
			}
		}
	}
	return !flow.Reaches(flow.After(start), takesTime(0), nil)
}

// takesTime finds what may wait, or take long.
func takesTime(depth int) func(ssa.Instruction) bool {
	return func(i ssa.Instruction) bool {
		switch i := i.(type) {
		case *ssa.Call:
			return !answers(&i.Call, depth)
		case *ssa.UnOp:
			return i.Op == token.ARROW
		case *ssa.Send, *ssa.Select:
			return true
		}
		return false
	}
}

// answers reports whether a call is quick, or part of an answer.
func answers(call *ssa.CallCommon, depth int) bool {
	fn := flow.Callee(call)
	if fn == nil {
		return flow.Quick(call)
	}
	if call.IsInvoke() {
		return typeis.Named(call.Value.Type(), "net/http.ResponseWriter") || know.Is(fn, "(io.Closer).Close") || know.Is(fn, "(error).Error")
	}
	switch fn.Pkg().Path() {
	case "net/http":
		return fn.Signature().Recv() == nil && (fn.Name() == "Error" || fn.Name() == "NotFound" || fn.Name() == "Redirect" || fn.Name() == "StatusText") ||
			typeis.Named(fn.Signature().Recv().Type(), "net/http.Header") || isRequestContext(call)
	case "encoding/json":
		return true
	case "io":
		return fn.Name() == "WriteString"
	}
	callee := call.StaticCallee()
	if callee == nil || len(callee.Blocks) == 0 || depth == maxCalls {
		return flow.Quick(call)
	}
	return !flow.Reaches(flow.Entry(callee), takesTime(depth+1), nil)
}
