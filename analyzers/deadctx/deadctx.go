package deadctx

import (
	_ "embed"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/ctxlife"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/groups"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
	"github.com/gocorelint/gocorelint/internal/lazyregexp"
)

//go:embed doc.go
var doc string

var (
	canceled = &report.Kind{ID: "after-cancel",
		Format: "%s gets a context that was canceled at %s, and gives up at once; cancel it after its last use"}
	done = &report.Kind{ID: "after-done",
		Format: "%s gets a context that has ended, see %s, and gives up at once; give it a new one, such as context.WithTimeout(context.WithoutCancel(ctx), …)"}
	waited = &report.Kind{ID: "after-group-wait",
		Format: "%s gets the context of the group, which Wait at %s has canceled, and gives up at once; use the one that it was made of"}
	returned = &report.Kind{ID: "returned",
		Format: "the %s that is returned is of no use: the deferred cancel at %s ends its context before the caller has it; let the caller cancel it"}
	started = &report.Kind{ID: "goroutine-canceled",
		Format: "the deferred cancel at %s ends the context of this goroutine at once, since the function returns; cancel in the goroutine, or use context.WithoutCancel"}
	ended = &report.Kind{ID: "request-ended",
		Format: "the handler returns at once, and that ends the context of the request, which this goroutine works with: give it context.WithoutCancel(%s.Context())"}
)

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "deadctx",
		DocFile:  doc,
		Kinds:    []*report.Kind{canceled, done, waited, returned, started, ended},
		Requires: []*analysis.Analyzer{flow.Analyzer},
		Run:      run,
	}.New()
}

func run(pass *report.Pass) {
	if !pass.Imports("context", "os/signal", "net/http", groups.Path) {
		return
	}
	c := &checker{Pass: pass, needs: make(map[*ssa.Parameter]string), funcs: pass.ResultOf[flow.Analyzer].(*flow.Package).Funcs}
	serves := pass.Imports("net/http")
	for _, fn := range c.funcs {
		if pass.InTest(fn.Pos()) {
			continue // tests try what is over
		}
		c.life = ctxlife.Of(fn)
		if !c.life.Empty() {
			c.function(fn)
		}
		if serves {
			c.handler(fn)
		}
	}
}

type checker struct {
	*report.Pass
	life  *ctxlife.Life
	needs map[*ssa.Parameter]string // what looks at a parameter first, "" if nothing does
	funcs []*ssa.Function
}

func (c *checker) function(fn *ssa.Function) {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Call:
				c.call(instr)
			case *ssa.Return:
				c.returns(instr)
			case *ssa.Go:
				c.starts(instr)
			}
		}
	}
}

// call reports a call that looks at its context first, if that has ended.
func (c *checker) call(call *ssa.Call) {
	ctx, first := c.needed(&call.Call, 0)
	if ctx == nil {
		return
	}
	name := flow.CalledName(&call.Call)
	end := c.life.Ended(ctx, call)
	if end == nil {
		return
	}
	if first == guess && end.How != ctxlife.Waited {
		return // who has seen the context end may give it on for its values
	}
	kind := canceled
	switch end.How {
	case ctxlife.Done:
		kind = done
	case ctxlife.Waited:
		kind = waited
	case ctxlife.Canceled:
		if first == shutdown {
			return // it closes what is idle and does not wait, which may be wanted
		}
	}
	c.Report(report.Finding{At: report.At(call.Pos(), 1), Kind: kind, Args: []any{name, c.Line(call.Pos(), end.Pos)},
		Related: []analysis.RelatedInformation{report.Related(report.At(end.Pos, 1), "the context has ended here")}})
}

const (
	shutdown = "Shutdown"
	guess    = "?" // what only looks as if it did
	maxCalls = 3   // how deep calls are followed
)

// needed is the context without which the call fails, and the name of what looks at it first; nil
// if it is not known to need one.
func (c *checker) needed(call *ssa.CallCommon, depth int) (ctx ssa.Value, first string) {
	fn := flow.Callee(call)
	if fn == nil {
		if name := flow.CalledName(call); name != "" && !values.MatchString(name) && failsWithContext(call.Signature()) {
			return call.Args[0], guess
		}
		return nil, ""
	}
	if i, ok := know.NeedsLive(fn); ok && !call.IsInvoke() && i < len(call.Args) {
		return call.Args[i], fn.Name()
	}
	callee := call.StaticCallee()
	if isShutdown(fn) && !ignores(callee) {
		return call.Args[len(call.Args)-1], shutdown
	}
	if callee == nil || len(callee.Blocks) == 0 {
		if first := fn.Signature().Params(); takesContext(fn) && first.Len() > 0 {
			return call.Args[len(call.Args)-first.Len()], guess
		}
		return nil, ""
	}
	if len(callee.Params) != len(call.Args) || depth > maxCalls {
		return nil, ""
	}
	for i, p := range callee.Params {
		if ctxlife.IsContext(p.Type()) {
			if first = c.parameter(p, depth); first != "" {
				return call.Args[i], first
			}
		}
	}
	return nil, ""
}

// isShutdown knows the methods that end something and wait for it as long as the context lasts.
func isShutdown(fn *types.Func) bool {
	sig := fn.Signature()
	return fn.Name() == shutdown && sig.Recv() != nil && sig.Params().Len() == 1 && sig.Results().Len() == 1 &&
		ctxlife.IsContext(sig.Params().At(0).Type()) && types.Identical(sig.Results().At(0).Type(), types.Universe.Lookup("error").Type())
}

// takesContext reports whether a function of another module, or of an interface, looks as if it
// gave up when its context ends: that is the first thing that it gets, and it returns an error. What
// belongs to logs and traces asks a context for its values; those of net and context are known.
func takesContext(fn *types.Func) bool {
	if fn.Pkg() == nil || fn.Pkg().Path() == "net" || fn.Pkg().Path() == "context" || values.MatchString(fn.Pkg().Path()+" "+fn.Name()) {
		return false
	}
	return failsWithContext(fn.Signature())
}

// failsWithContext reports whether a function gets a context first, and returns an error last.
func failsWithContext(sig *types.Signature) bool {
	params, results := sig.Params(), sig.Results()
	return params.Len() > 0 && ctxlife.IsContext(params.At(0).Type()) && results.Len() > 0 && typeis.Error(results.At(results.Len()-1).Type())
}

var values = lazyregexp.New(`(?i)log|trac|otel|telemetry|metric|span|sentry|audit|debug|warn|info|record|emit|observ`)

// ignores reports whether a function of the package does nothing with its last parameter.
func ignores(fn *ssa.Function) bool {
	return fn != nil && len(fn.Blocks) > 0 && len(*fn.Params[len(fn.Params)-1].Referrers()) == 0
}

// parameter is the name of what looks at a context that a function gets, whatever way the
// function takes; "" if nothing does.
func (c *checker) parameter(p *ssa.Parameter, depth int) string {
	first, known := c.needs[p]
	if known {
		return first
	}
	c.needs[p] = "" // what calls itself
	for _, b := range p.Parent().Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok || first != "" && first != guess || !always(call) {
				continue
			}
			if ctx, name := c.needed(&call.Call, depth+1); ctx != nil && ctxlife.Made(ctx, p) {
				first = name
			}
		}
	}
	c.needs[p] = first
	return first
}

// always reports whether every return of the function that succeeds comes after the call:
// a way around it ends in a return of an error.
func always(call *ssa.Call) bool {
	fn := call.Parent()
	if call.Block() == fn.Blocks[0] {
		return true
	}
	return !flow.Reaches(flow.Entry(fn), func(i ssa.Instruction) bool {
		ret, ok := i.(*ssa.Return)
		return ok && (len(ret.Results) == 0 || flow.IsNil(ret.Results[len(ret.Results)-1]) || !typeis.Error(ret.Results[len(ret.Results)-1].Type()))
	}, func(i ssa.Instruction) bool { return i == ssa.Instruction(call) })
}
