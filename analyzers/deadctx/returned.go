package deadctx

import (
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/ctxlife"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
	"github.com/gocorelint/gocorelint/internal/lazyregexp"
)

// returns reports what a function returns that is of no use when its deferred calls have run.
func (c *checker) returns(ret *ssa.Return) {
	for _, v := range ret.Results {
		what, ctx := c.madeWith(v, ret, 0)
		if ctx == nil {
			continue
		}
		end := c.life.Ended(ctx, ret)
		if end == nil || end.How != ctxlife.Deferred {
			continue
		}
		if what == "context" && isOver.MatchString(ret.Parent().Name()) {
			return // it is to make one that has ended
		}
		c.Report(report.Finding{At: report.At(ret.Pos(), len("return")), Kind: returned, Args: []any{what, c.Line(ret.Pos(), end.Pos)},
			Related: []analysis.RelatedInformation{report.Related(report.At(end.Pos, 1), "the context ends here")}})
		return
	}
}

var isOver = lazyregexp.New(`(?i)cancel|dead|done|ended|expired|closed|stopped`)

const maxMade = 4 // a request of a request …

// madeWith is the context that ends what is returned, and what that is; nil if it is
// something else, or has been used up.
func (c *checker) madeWith(v ssa.Value, ret *ssa.Return, depth int) (what string, ctx ssa.Value) {
	v = ctxlife.Value(v)
	if ctxlife.IsContext(v.Type()) {
		return "context", v
	}
	if m, ok := v.(*ssa.MakeInterface); ok {
		return c.madeWith(m.X, ret, depth)
	}
	if resp := bodyOf(v); resp != nil {
		if what, ctx = c.madeWith(resp, ret, depth); what == "response" {
			return "body", ctx
		}
		return "", nil
	}
	if e, ok := v.(*ssa.Extract); ok && e.Index == 0 {
		v = e.Tuple
	}
	if p, ok := v.(*ssa.Parameter); ok && typeis.Named(p.Type(), "*net/http.Request") {
		return "request", p
	}
	call, ok := v.(*ssa.Call)
	if !ok || depth > maxMade {
		return "", nil
	}
	what, arg, ok := know.DiesWith(flow.Callee(&call.Call))
	if !ok {
		what, arg, ok = c.makes(call, depth)
	}
	if !ok || arg >= len(call.Call.Args) || depth == 0 && usedUp(call, ret) {
		return "", nil
	}
	of := ctxlife.Value(call.Call.Args[arg])
	if ctxlife.IsContext(of.Type()) {
		return what, of
	}
	_, ctx = c.madeWith(of, ret, depth+1)
	return what, ctx
}

// makes is what a function of the package makes of the context, or of the request, that is the argument with the index,
// whatever it returns but an error.
func (c *checker) makes(call *ssa.Call, depth int) (what string, arg int, ok bool) {
	callee := call.Call.StaticCallee()
	if callee == nil || depth > maxMade || len(callee.Params) != len(call.Call.Args) {
		return "", 0, false
	}
	arg = -1
	for _, b := range callee.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok {
			continue
		}
		if len(ret.Results) == 0 || ctxlife.IsContext(ret.Results[0].Type()) {
			return "", 0, false
		}
		if flow.IsNil(ret.Results[0]) {
			continue
		}
		made, ctx := c.madeWith(ret.Results[0], ret, depth+1)
		if ctx == nil {
			return "", 0, false
		}
		i := slices.IndexFunc(callee.Params, func(p *ssa.Parameter) bool { return ctxlife.Made(ctx, p) })
		if i < 0 || arg >= 0 && (arg != i || what != made) {
			return "", 0, false
		}
		what, arg = made, i
	}
	return what, arg, arg >= 0
}

// bodyOf is the response whose field Body is read, or nil.
func bodyOf(v ssa.Value) ssa.Value {
	load, ok := v.(*ssa.UnOp)
	if !ok {
		return nil
	}
	field, ok := load.X.(*ssa.FieldAddr)
	if !ok || !isBody(field) {
		return nil
	}
	return field.X
}

// usedUp reports whether the function may have read what the call made, or
// put something else into it, on the way to the return.
func usedUp(call *ssa.Call, ret *ssa.Return) bool {
	var results []ssa.Value
	for _, ref := range *call.Referrers() {
		if e, ok := ref.(*ssa.Extract); ok && e.Index == 0 {
			results = append(results, e)
		}
	}
	if len(results) == 0 {
		results = append(results, call)
	}
	for len(results) > 0 {
		v := results[0]
		results = results[1:]
		for _, ref := range *v.Referrers() {
			switch ref := ref.(type) {
			case *ssa.Return, *ssa.DebugRef, *ssa.BinOp:
			case *ssa.Phi, *ssa.MakeInterface:
				results = append(results, ref.(ssa.Value))
			case *ssa.Store:
				variable, ok := ref.Addr.(*ssa.Alloc)
				if !ok || ref.Val != v {
					return true // it is kept
				}
				for _, use := range *variable.Referrers() {
					if load, ok := use.(*ssa.UnOp); ok {
						results = append(results, load)
					} else if _, ok := use.(*ssa.MakeClosure); ok {
						return true
					}
				}
			case *ssa.FieldAddr:
				if isBody(ref) && !onlyReturned(ref) && leadsTo(ref, ret) {
					return true
				}
			default:
				if i, ok := ref.(ssa.CallInstruction); ok && isSetup(i) {
					continue
				}
				if leadsTo(ref, ret) {
					return true
				}
			}
		}
		if len(results) > 50 {
			return true
		}
	}
	return false
}

func leadsTo(from ssa.Instruction, ret *ssa.Return) bool {
	return flow.Reaches(flow.After(from), func(i ssa.Instruction) bool { return i == ssa.Instruction(ret) }, nil)
}

// isBody reports whether the field is the Body of a response.
func isBody(field *ssa.FieldAddr) bool {
	f := flow.Field(field)
	return f != nil && f.Name() == "Body" && f.Pkg() != nil && f.Pkg().Path() == "net/http"
}

// onlyReturned reports whether all that is done with a field is to return it.
func onlyReturned(field *ssa.FieldAddr) bool {
	return !slices.ContainsFunc(*field.Referrers(), func(ref ssa.Instruction) bool {
		load, ok := ref.(*ssa.UnOp)
		return !ok || slices.ContainsFunc(*load.Referrers(), func(use ssa.Instruction) bool {
			switch use := use.(type) {
			case *ssa.Return, *ssa.DebugRef:
				return false
			case *ssa.Store:
				_, local := use.Addr.(*ssa.Alloc)
				return !local
			}
			return true
		})
	})
}

// isSetup reports whether a method is called that leaves what it is about to be read.
func isSetup(call ssa.CallInstruction) bool {
	fn := flow.StaticCallee(call.Common())
	if fn == nil {
		return false
	}
	switch fn.Name() {
	case "Start", "StdoutPipe", "StderrPipe", "StdinPipe", "Err", "Columns", "ColumnTypes", "ExecContext", "Exec":
		return true
	}
	return false
}
