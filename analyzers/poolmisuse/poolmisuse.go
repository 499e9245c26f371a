package poolmisuse

import (
	_ "embed"
	"flag"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/calls"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/place"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
)

//go:embed doc.go
var doc string

var (
	after = &report.Kind{ID: "use-after-put",
		Format: "%s was put back into the pool at %s: whoever gets it next uses it at the same time as this code; put it back last"}
	alias = &report.Kind{ID: "returned-alias",
		Format: "the result shares memory with %s, which goes back into the pool at %s: whoever gets it next overwrites the result; return a copy"}
	twice = &report.Kind{ID: "double-put",
		Format: "%s was put back at %s already: the pool hands it out twice, and two goroutines use it at once; put it back once"}
	noReset = &report.Kind{ID: "never-reset",
		Format: "nothing resets the %s of this pool, so that each user finds what the last ones wrote: call Reset after Get"}
	noNew = &report.Kind{ID: "no-new",
		Format: "%s has no New, so that Get of an empty pool returns nil and this assertion panics: set New, or use the form v, ok"}
	closedChan = &report.Kind{ID: "closed-channel",
		Format: "the channel is closed at %s: whoever gets it from the pool next panics when it sends, or receives nothing; don't close what goes back"}
	late = &report.Kind{ID: "late-value",
		Format: "on the way from %s nothing was received: the late value goes to whoever gets this channel next; put it back only where a value has come"}
	otherType = &report.Kind{ID: "wrong-type",
		Format: "%s makes a %s at %s, and this assertion to %s panics"}
	lostObject = &report.Kind{ID: "get-without-put",
		Format: "what was got from the pool at %s does not go back on this way, as it does at %s: the pool makes a new one next time; put it back in a defer"}
	anySize = &report.Kind{ID: "any-size",
		Format: "what is written at %s may be of any size: one large use leaves a large buffer in the pool, which small uses keep; put back only what is not larger than usual, see Cap"}
)

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	c := report.Check{
		Name:     "poolmisuse",
		DocFile:  doc,
		Kinds:    []*report.Kind{after, alias, keptAlias, twice, noReset, noNew, closedChan, late, otherType, lostObject, anySize},
		Requires: []*analysis.Analyzer{inspect.Analyzer, calls.Analyzer, flow.Analyzer},
	}
	cost := false
	c.Flags = func(fs *flag.FlagSet) {
		fs.BoolVar(&cost, "cost", false, "also report pools that do not pay: objects that do not go back, buffers of any size")
	}
	c.Run = func(pass *report.Pass) { run(pass, cost) }
	return c.New()
}

func run(pass *report.Pass, cost bool) {
	if !pass.Imports("sync") {
		return
	}
	index := pass.ResultOf[calls.Analyzer].(*calls.Index)
	if len(index.Of("(*sync.Pool).Put", "(*sync.Pool).Get")) == 0 {
		return
	}
	p := &pools{Pass: pass, index: index, cost: cost}
	p.run()
	c := &checker{Pass: pass, calls: index, puts: make(map[*ssa.Function][]bool), replaced: make(map[*types.Var]bool)}
	funcs := pass.ResultOf[flow.Analyzer].(*flow.Package).Funcs
	for _, fn := range funcs {
		c.summarize(fn)
		c.replacements(fn)
	}
	for _, fn := range funcs {
		c.function(fn)
		c.channels(fn)
		if cost {
			c.lost(fn)
		}
	}
}

type checker struct {
	*report.Pass
	calls *calls.Index
	puts  map[*ssa.Function][]bool // which parameters a function puts back, whatever way it takes
	// replaced are the fields that get memory from outside.
	replaced map[*types.Var]bool
}

// summarize notes the parameters that a function puts back.
func (c *checker) summarize(fn *ssa.Function) {
	if len(fn.Blocks) == 0 || len(fn.Params) == 0 {
		return
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(ssa.CallInstruction)
			if !ok || !isPut(call) {
				continue
			}
			for i, param := range fn.Params {
				if stripped(call.Common().Args[1]) == param && always(fn, param, b) {
					if c.puts[fn] == nil {
						c.puts[fn] = make([]bool, len(fn.Params))
					}
					c.puts[fn][i] = true
				}
			}
		}
	}
}

// always reports whether a block is on every path through the function, but for
// those that a nil or a capacity of the parameter decides.
func always(fn *ssa.Function, param *ssa.Parameter, put *ssa.BasicBlock) bool {
	for _, b := range fn.Blocks {
		cond, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if ok && b.Dominates(put) && b != put && !aboutParam(cond.Cond, param, 0) {
			return false
		}
		if !ok && len(b.Succs) == 0 && !put.Dominates(b) && !b.Dominates(put) && !aboutAll(fn, param) {
			return false
		}
	}
	return true
}

// aboutAll reports whether every condition of the function is about the parameter.
func aboutAll(fn *ssa.Function, param *ssa.Parameter) bool {
	for _, b := range fn.Blocks {
		if cond, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If); ok && !aboutParam(cond.Cond, param, 0) {
			return false
		}
	}
	return true
}

// aboutParam reports whether the condition compares the parameter with nil, or its
// length or capacity with something.
func aboutParam(v ssa.Value, param *ssa.Parameter, depth int) bool {
	if depth > 6 {
		return false
	}
	switch v := v.(type) {
	case *ssa.Const:
		return true
	case *ssa.Parameter:
		return v == param
	case *ssa.BinOp:
		return aboutParam(v.X, param, depth+1) && aboutParam(v.Y, param, depth+1)
	case *ssa.UnOp:
		return v.Op == token.MUL && typeis.Slice(v.Type()) && aboutParam(v.X, param, depth+1)
	case *ssa.FieldAddr:
		return aboutParam(v.X, param, depth+1)
	case *ssa.Call:
		if b, ok := v.Call.Value.(*ssa.Builtin); ok && (b.Name() == "len" || b.Name() == "cap") {
			return aboutParam(v.Call.Args[0], param, depth+1)
		}
		if fn := v.Call.StaticCallee(); fn != nil && (fn.Name() == "Len" || fn.Name() == "Cap") {
			return aboutParam(v.Call.Args[0], param, depth+1)
		}
	}
	return false
}

func isPut(call ssa.CallInstruction) bool { return isMethod(call, "(*sync.Pool).Put") }

func isMethod(call ssa.CallInstruction, name string) bool {
	fn := flow.StaticCallee(call.Common())
	return know.Is(fn, name)
}

// stripped is the value in an interface, or in a variable that is set only once.
func stripped(v ssa.Value) ssa.Value {
	for {
		switch x := v.(type) {
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		case *ssa.UnOp:
			val := place.StoredOnce(x.X)
			if x.Op != token.MUL || val == nil {
				return v
			}
			v = val
		default:
			return v
		}
	}
}

// returned lists the objects that a call puts back.
func (c *checker) returned(call ssa.CallInstruction) []ssa.Value {
	if isPut(call) {
		return []ssa.Value{stripped(call.Common().Args[1])}
	}
	if _, deferred := call.(*ssa.Defer); deferred {
		if mc, ok := call.Common().Value.(*ssa.MakeClosure); ok {
			return putBy(mc.Fn.(*ssa.Function))
		}
	}
	fn := call.Common().StaticCallee()
	if fn == nil {
		return nil
	}
	if origin := fn.Origin(); origin != nil {
		fn = origin
	}
	var objs []ssa.Value
	for i, put := range c.puts[fn] {
		if put && i < len(call.Common().Args) {
			objs = append(objs, stripped(call.Common().Args[i]))
		}
	}
	return objs
}

// putBy lists what a function literal puts back whatever happens, but for a
// condition on a length or capacity.
func putBy(lit *ssa.Function) []ssa.Value {
	var objs []ssa.Value
	for _, b := range lit.Blocks {
		if branch, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If); ok && !aboutSize(branch.Cond) {
			return nil
		}
		for _, instr := range b.Instrs {
			if call, ok := instr.(*ssa.Call); ok && isPut(call) {
				objs = append(objs, stripped(call.Call.Args[1]))
			}
		}
	}
	return objs
}

// aboutSize reports whether a condition compares a length or capacity, or what is computed of one.
func aboutSize(cond ssa.Value) bool {
	cmp, ok := cond.(*ssa.BinOp)
	return ok && (isSize(cmp.X) || isSize(cmp.Y))
}

func isSize(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.BinOp:
		return isSize(v.X)
	case *ssa.Convert:
		return isSize(v.X)
	case *ssa.Call:
		if b, ok := v.Call.Value.(*ssa.Builtin); ok {
			return b.Name() == "len" || b.Name() == "cap"
		}
		fn := v.Call.StaticCallee()
		return fn != nil && (fn.Name() == "Len" || fn.Name() == "Cap")
	}
	return false
}
