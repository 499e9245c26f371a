package boxing

import (
	_ "embed"
	"flag"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/escape"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/hot"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

var (
	number = &report.Kind{ID: "number",
		Format: "%s puts %s into an interface, which allocates %s in each iteration: use %s"}
	write = &report.Kind{ID: "write",
		Format: "converting the string for Write allocates a copy of it in each iteration: use %s"}
	oneType = &report.Kind{ID: "one-type",
		Format: "passing %s as %s allocates %s in each iteration, but all calls of %s pass %s: declare its parameter as %[5]s (%[6]s)"}
	sortSlice = &report.Kind{ID: "sort-slice",
		Format: "sort.Slice allocates the slice header and a swapper in each iteration, and swaps by reflection: use slices.SortFunc"}
	poolPut = &report.Kind{ID: "pool-put",
		Format: "storing %s in the pool allocates %s in each iteration, which the pool is there to save: put in a pointer, the one that Get returned",
		Also:   []string{"staticcheck", "SA6002"}}
)

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	var sorts bool
	return report.Check{
		Name:     "boxing",
		DocFile:  doc,
		Kinds:    []*report.Kind{number, write, oneType, sortSlice, poolPut},
		Requires: []*analysis.Analyzer{flow.Analyzer, escape.Analyzer},
		Flags: func(fs *flag.FlagSet) {
			fs.BoolVar(&sorts, "sort", false, "report sort.Slice in loops, too")
		},
		Run: func(pass *report.Pass) { run(pass, sorts) },
	}.New()
}

// A checker looks at one package.
type checker struct {
	*report.Pass
	sorts bool // sort.Slice is wanted
	esc   *escape.Result
	calls map[token.Pos]*ast.CallExpr // by the left parenthesis, made when first needed
	uses  map[*types.Func]*usage      // of the package's own functions, likewise
	funcs []*ssa.Function
}

func run(pass *report.Pass, sorts bool) {
	c := &checker{
		Pass:  pass,
		sorts: sorts,
		esc:   pass.ResultOf[escape.Analyzer].(*escape.Result),
		funcs: pass.ResultOf[flow.Analyzer].(*flow.Package).Funcs,
	}
	for _, fn := range c.esc.GaveUp {
		c.Debugf(fn.Pos(), "%s is too large for escape analysis", fn.Name())
	}
	if hot.ForTests(pass) {
		return
	}
	for _, fn := range c.funcs {
		if fn.Synthetic == "" && !hot.IsDiagnostic(fn) {
			c.loops(fn)
		}
	}
}

// loops looks at the calls in the loops of a function.
func (c *checker) loops(fn *ssa.Function) {
	var loops *hot.Function
	for _, block := range fn.Blocks {
		for _, instr := range block.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok || !c.interesting(call) {
				continue
			}
			if loops == nil {
				loops = hot.Of(fn)
			}
			if loops.Worth(block) {
				c.inLoop(call)
			}
		}
	}
}

// interesting is a cheap test, before loops are computed.
func (c *checker) interesting(call *ssa.Call) bool {
	fn := flow.Callee(&call.Call)
	if fn == nil || fn.Pkg() == nil || call.Call.IsInvoke() {
		return false
	}
	if fn.Pkg().Path() == "sync" {
		return fn.Name() == "Put"
	}
	if c.Pkg.Name() == "main" {
		return false // a command runs for a moment; one that has a pool does not
	}
	switch fn.Pkg().Path() {
	case "fmt":
		return fn.Name() == "Sprintf" || fn.Name() == "Sprint"
	case "sort":
		return c.sorts && fn.Name() == "Slice"
	case "bufio":
		return fn.Name() == "Write"
	}
	return fn.Pkg() == c.Pkg
}

func (c *checker) inLoop(call *ssa.Call) {
	syntax := c.syntax(call)
	if syntax == nil {
		return
	}
	_ = c.pool(call, syntax) || c.number(call, syntax) || c.write(call, syntax) || c.sort(call, syntax) || c.oneType(call, syntax)
}

// syntax finds the call expression of an instruction.
func (c *checker) syntax(call ssa.CallInstruction) *ast.CallExpr {
	if c.calls == nil {
		c.calls = make(map[token.Pos]*ast.CallExpr)
		for _, f := range c.WantedFiles() {
			ast.Inspect(f, func(n ast.Node) bool {
				if call, ok := n.(*ast.CallExpr); ok {
					c.calls[call.Lparen] = call
				}
				return true
			})
		}
	}
	return c.calls[call.Common().Pos()]
}

// cost names what a conversion allocates, "" where it need not allocate.
func (c *checker) cost(v ssa.Value) string {
	mi, ok := v.(*ssa.MakeInterface)
	if !ok {
		return ""
	}
	box := c.esc.Boxes(mi)
	if box.Verdict != escape.Heap {
		return ""
	}
	text := fmt.Sprintf("%d bytes", box.Bytes)
	switch box.Free {
	case escape.Below256:
		return text + " (unless it is 0 to 255)"
	case escape.EmptyString:
		return text + " (unless it is empty)"
	case escape.NilSlice:
		return text + " (unless it is nil)"
	}
	return text
}

// isFunc reports whether the call is of the function or method of that name.
func isFunc(call *ssa.CallCommon, name string) bool {
	fn := flow.StaticCallee(call)
	return fn != nil && know.Name(fn.Origin()) == name
}
