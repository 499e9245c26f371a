package loopalloc

import (
	_ "embed"
	"flag"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/escape"
	"github.com/gocorelint/gocorelint/analyzers/internal/expr"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/hot"
	"github.com/gocorelint/gocorelint/analyzers/internal/place"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
)

//go:embed doc.go
var doc string

var (
	closure = &report.Kind{ID: "closure",
		Format: "this function literal captures %s and is a new object on the heap in each iteration (loop at %s), always the same: make it once, in front of the loop"}
	bound = &report.Kind{ID: "method-value",
		Format: "the method value %s is a new object on the heap in each iteration (loop at %s), always the same: make it once, in front of the loop"}
	search = &report.Kind{ID: "search",
		Format: "%s copies the bytes in each iteration, if they are more than 32, only to be searched: use %s"}
)

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	var functions bool
	return report.Check{
		Name:     "loopalloc",
		DocFile:  doc,
		Kinds:    []*report.Kind{closure, bound, search, conversion, buffer},
		Requires: []*analysis.Analyzer{inspect.Analyzer, flow.Analyzer, escape.Analyzer},
		Flags: func(fs *flag.FlagSet) {
			fs.BoolVar(&functions, "functions", false, "report function literals and method values, too")
		},
		Run: func(pass *report.Pass) { run(pass, functions) },
	}.New()
}

// A checker is one run over one package.
type checker struct {
	*report.Pass
	esc  *escape.Result
	root inspector.Cursor
}

func run(pass *report.Pass, functions bool) {
	if hot.ForTests(pass) {
		return
	}
	c := &checker{
		pass,
		pass.ResultOf[escape.Analyzer].(*escape.Result),
		pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root(),
	}
	for _, fn := range pass.ResultOf[flow.Analyzer].(*flow.Package).Funcs {
		if fn.Synthetic != "" || hot.IsDiagnostic(fn) {
			continue
		}
		var loops *hot.Function
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if !candidate(instr, functions) {
					continue
				}
				if loops == nil {
					loops = hot.Of(fn)
				}
				loop := loops.Innermost(b)
				if loop == nil || !loops.Worth(b) || !again(loop, instr) {
					continue
				}
				switch v := instr.(type) {
				case *ssa.MakeClosure:
					c.closure(v, loop)
				case *ssa.Convert:
					if typeis.String(v.Type()) {
						c.search(v)
					} else {
						c.conversion(v, loop)
					}
				case *ssa.Alloc:
					c.buffer(v)
				}
			}
		}
	}
}

// candidate is a cheap test, before loops are computed.
func candidate(instr ssa.Instruction, functions bool) bool {
	switch v := instr.(type) {
	case *ssa.MakeClosure:
		return functions && len(v.Bindings) > 0
	case *ssa.Convert:
		return typeis.String(v.Type()) && typeis.Bytes(v.X.Type()) || typeis.Bytes(v.Type()) && typeis.String(v.X.Type())
	case *ssa.Alloc:
		return arrayOf(v) > 0
	}
	return false
}

// again reports whether the loop goes on after the instruction.
func again(l *flow.Loop, instr ssa.Instruction) bool {
	return flow.Reaches(flow.After(instr), func(i ssa.Instruction) bool { return i == instr },
		func(i ssa.Instruction) bool { return !l.Contains(i.Block()) })
}

// closure reports an object that is the same in each iteration of the loop.
func (c *checker) closure(v *ssa.MakeClosure, loop *flow.Loop) {
	fn := v.Fn.(*ssa.Function)
	for _, b := range v.Bindings {
		if load, ok := b.(*ssa.UnOp); ok && load.Op == token.MUL && place.StoredOnce(load.X) != nil {
			b = load.X // a variable that is shared with other function literals
		}
		if instr, ok := b.(ssa.Instruction); ok && loop.Contains(instr.Block()) {
			return
		}
	}
	for _, ref := range *v.Referrers() {
		switch ref.(type) {
		case *ssa.Go, *ssa.Defer, *ssa.Return, *ssa.Panic: // which costs more, or runs once
			return
		}
	}
	if c.esc.Escapes(v) != escape.Heap {
		return
	}
	var at ast.Node
	if flow.IsBound(fn) {
		if sel := expr.Enclosing[*ast.SelectorExpr](c.root, v.Pos()); sel != nil {
			at = sel
		}
	} else {
		at = fn.Syntax()
	}
	if at == nil {
		return
	}
	stmt := c.around(at)
	if stmt == nil || slices.ContainsFunc(fn.FreeVars, func(v *ssa.FreeVar) bool { return stmt.Pos() <= v.Pos() && v.Pos() < stmt.End() }) {
		return // before Go 1.22 the variable of a loop is one for all iterations
	}
	line := c.Line(at.Pos(), stmt.Pos())
	if sel, ok := at.(*ast.SelectorExpr); ok {
		c.Report(report.Finding{At: sel, Kind: bound, Args: []any{types.ExprString(sel), line}})
	} else if lit, ok := at.(*ast.FuncLit); ok {
		c.Report(report.Finding{At: report.At(lit.Pos(), len("func")), Kind: closure, Args: []any{captured(fn), line}})
	}
}

// around is the loop statement around a node, in the same function.
func (c *checker) around(n ast.Node) ast.Node {
	cur, ok := c.root.FindNode(n)
	if !ok {
		return nil
	}
	for outer := range cur.Enclosing((*ast.ForStmt)(nil), (*ast.RangeStmt)(nil), (*ast.FuncLit)(nil), (*ast.FuncDecl)(nil)) {
		switch outer.Node().(type) {
		case *ast.ForStmt, *ast.RangeStmt:
			return outer.Node()
		}
		if outer.Node() != n {
			return nil
		}
	}
	return nil
}

// captured names what the function literal captures.
func captured(fn *ssa.Function) string {
	var names []string
	for _, v := range fn.FreeVars {
		names = append(names, v.Name())
	}
	if len(names) > 3 {
		names = append(names[:3], "others")
	}
	return strings.Join(names, ", ")
}

// searches are functions of package strings that package bytes has too, with bytes
// as both arguments but for those that end in Byte, Any and Rune.
var searches = map[string]bool{
	"Contains": true, "ContainsAny": true, "ContainsRune": true, "Count": true, "EqualFold": true,
	"HasPrefix": true, "HasSuffix": true, "Index": true, "IndexAny": true, "IndexByte": true, "IndexRune": true,
	"LastIndex": true, "LastIndexAny": true, "LastIndexByte": true,
}

// search reports a string that is made of bytes for one call of package strings.
func (c *checker) search(v *ssa.Convert) {
	refs := *v.Referrers()
	if len(refs) != 1 {
		return
	}
	call, ok := refs[0].(*ssa.Call)
	if !ok || len(call.Call.Args) != 2 || call.Call.Args[0] != v {
		return
	}
	fn := flow.StaticCallee(&call.Call)
	if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "strings" || !searches[fn.Name()] {
		return
	}
	syntax := expr.Enclosing[*ast.CallExpr](c.root, call.Pos())
	if syntax == nil || syntax.Lparen != call.Pos() || len(syntax.Args) != 2 {
		return
	}
	text, ok := ast.Unparen(syntax.Args[0]).(*ast.CallExpr)
	if !ok || len(text.Args) != 1 || !c.TypesInfo.Types[text.Fun].IsType() {
		return
	}
	bytes := types.ExprString(text.Args[0])
	what := c.operand(fn.Name(), syntax.Args[1])
	if what == "" {
		return
	}
	c.Report(report.Finding{At: text, Kind: search, Args: []any{types.ExprString(text), "bytes." + fn.Name() + "(" + bytes + ", " + what + ")"}})
}

// operand is the second argument for the function of package bytes, "" where it
// would cost as much.
func (c *checker) operand(name string, e ast.Expr) string {
	text := types.ExprString(e)
	if strings.HasSuffix(name, "Any") || strings.HasSuffix(name, "Byte") || strings.HasSuffix(name, "Rune") {
		return text
	}
	if value := c.TypesInfo.Types[e].Value; value != nil {
		if len(constant.StringVal(value)) > onStack {
			return ""
		}
		return "[]byte(" + text + ")"
	}
	if conv, ok := ast.Unparen(e).(*ast.CallExpr); ok && c.TypesInfo.Types[conv.Fun].IsType() && len(conv.Args) == 1 && typeis.Bytes(c.TypesInfo.TypeOf(conv.Args[0])) {
		return types.ExprString(conv.Args[0])
	}
	return ""
}

// onStack is how many bytes a conversion has room for on the stack.
const onStack = 32
