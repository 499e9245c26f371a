package typednil

import (
	_ "embed"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/calls"
	"github.com/gocorelint/gocorelint/analyzers/internal/expr"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

var (
	failed = &report.Kind{ID: "error",
		Format: "%s, but the error that it becomes is not: err != nil is true for a nil %s; give nil itself where there is no error"}
	tested = &report.Kind{ID: "tested",
		Format: "%s, but the interface that it becomes is not: %s does not see a nil %s; give nil itself"}
)

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "typednil",
		DocFile:  doc,
		Tests:    true,
		Kinds:    []*report.Kind{failed, tested},
		Requires: []*analysis.Analyzer{flow.Analyzer, inspect.Analyzer, calls.Analyzer},
		Run:      run,
	}.New()
}

type checker struct {
	*report.Pass
	root  inspector.Cursor
	flow  *flow.Package
	tests *tests // made when they are asked for
}

func run(pass *report.Pass) {
	c := &checker{
		Pass: pass,
		root: pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root(),
		flow: pass.ResultOf[flow.Analyzer].(*flow.Package),
	}
	for _, fn := range c.flow.Funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if mi, ok := instr.(*ssa.MakeInterface); ok && isPointer(mi.X.Type()) && canBeNil(mi.X) {
					c.check(mi)
				}
			}
		}
	}
}

// check looks at each place that gets the interface.
func (c *checker) check(mi *ssa.MakeInterface) {
	var why string
	for _, ref := range *mi.Referrers() {
		at, test := c.receiver(mi, ref)
		if at == nil || isConversion(c.TypesInfo, at) || isConst(mi.X) && c.inTest(at) {
			continue
		}
		if why == "" {
			if why = c.nilPath(mi, at.Pos()); why == "" {
				return
			}
		}
		t := types.TypeString(mi.X.Type(), types.RelativeTo(c.Pkg))
		if isError(mi.Type()) {
			c.Report(report.Finding{At: at, Kind: failed, Args: []any{why, t}})
		} else {
			c.Report(report.Finding{At: at, Kind: tested, Args: []any{why, test, t}})
		}
	}
}

// receiver returns the syntax that gives the interface to what uses it, and
// what compares it with nil there. The syntax is nil where nobody is known to.
func (c *checker) receiver(mi *ssa.MakeInterface, ref ssa.Instruction) (at ast.Expr, test string) {
	switch ref := ref.(type) {
	case *ssa.Return:
		i := resultOf(ref, mi)
		if at = c.returned(ref.Pos(), i, len(ref.Results)); at != nil && !isError(mi.Type()) {
			test = c.testOf(result{ref.Parent(), i}, mi, at)
		}
	case *ssa.Store:
		at = c.assigned(ref.Pos())
		switch addr := ref.Addr.(type) {
		case *ssa.FieldAddr:
			if at != nil && !isError(mi.Type()) {
				test = c.testOf(fieldOf(addr), mi, at)
			}
		case *ssa.Alloc, *ssa.FreeVar: // the result of a function that defers, or of the one around a loop over a function
			if at = c.returned(ref.Pos(), 0, 1); at == nil || !isError(mi.Type()) {
				return nil, ""
			}
		default:
			return nil, ""
		}
	case *ssa.Send:
		if stmt := expr.Enclosing[*ast.SendStmt](c.root, ref.Pos()); stmt != nil && isError(mi.Type()) {
			return stmt.Value, ""
		}
		return nil, ""
	case *ssa.Call:
		at, test = c.argument(mi, ref)
		if test == "" {
			return nil, ""
		}
	default:
		return nil, ""
	}
	if test == "" && !isError(mi.Type()) {
		return nil, ""
	}
	return at, test
}

// argument finds the parameter that gets the interface, if the function that is
// called compares it with nil.
func (c *checker) argument(mi *ssa.MakeInterface, call *ssa.Call) (at ast.Expr, test string) {
	callee := call.Call.StaticCallee()
	syntax := c.ResultOf[calls.Analyzer].(*calls.Index).At(call.Pos())
	if callee == nil || syntax == nil || syntax.Lparen != call.Pos() {
		return nil, ""
	}
	for i, arg := range call.Call.Args {
		if arg != mi {
			continue
		}
		j := i
		if callee.Signature.Recv() != nil {
			j--
		}
		if j < 0 || j >= len(syntax.Args) {
			return nil, ""
		}
		at = syntax.Args[j]
		if fn, ok := callee.Object().(*types.Func); ok && testsParam[know.Name(fn)] == j+1 {
			return at, fn.Name()
		}
		if i < len(callee.Params) {
			return at, c.testOf(callee.Params[i], mi, at)
		}
	}
	return nil, ""
}

// testsParam lists functions of the standard library that compare a parameter
// with nil, the first being 1.
var testsParam = map[string]int{
	"net/http.NewRequest": 3, "net/http.NewRequestWithContext": 4, "net/http.Post": 3,
	"(*net/http.Client).Post": 3, "net/http.ListenAndServe": 2, "net/http.ListenAndServeTLS": 4, "net/http.Serve": 2,
}

// returned finds the i-th of n results of the return statement at a position.
func (c *checker) returned(pos token.Pos, i, n int) ast.Expr {
	stmt := expr.Enclosing[*ast.ReturnStmt](c.root, pos)
	if stmt == nil || stmt.Return != pos || i < 0 {
		return nil
	}
	switch len(stmt.Results) {
	case n:
		return stmt.Results[i]
	case 1: // a call with several results
		return stmt.Results[0]
	}
	return nil
}

// assigned finds the value that is stored to a field at a position.
func (c *checker) assigned(pos token.Pos) ast.Expr {
	if kv := expr.Enclosing[*ast.KeyValueExpr](c.root, pos); kv != nil && kv.Colon == pos {
		return kv.Value
	}
	stmt := expr.Enclosing[*ast.AssignStmt](c.root, pos)
	if stmt == nil || len(stmt.Lhs) != len(stmt.Rhs) {
		return nil
	}
	for i, lhs := range stmt.Lhs {
		if lhs.Pos() <= pos && pos < lhs.End() {
			return stmt.Rhs[i]
		}
	}
	return nil
}

// isConversion recognizes (*T)(nil), which says what it wants.
func isConversion(info *types.Info, e ast.Expr) bool {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	return ok && info.Types[call.Fun].IsType()
}

// inTest reports whether a test has the expression: one that gives a pointer
// that is always nil wants to see what happens.
func (c *checker) inTest(e ast.Expr) bool {
	for _, file := range c.Files {
		if file.FileStart <= e.Pos() && e.Pos() <= file.FileEnd {
			return c.IsTest(file)
		}
	}
	return false
}

func isConst(v ssa.Value) bool {
	_, ok := v.(*ssa.Const)
	return ok
}

func resultOf(ret *ssa.Return, v ssa.Value) int {
	for i, r := range ret.Results {
		if r == v {
			return i
		}
	}
	return -1
}

// fieldOf is the field that the address is of, nil where its struct is not known.
func fieldOf(addr *ssa.FieldAddr) any {
	s, ok := addr.X.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	return s.Field(addr.Field)
}

// isError reports whether the interface is error, or one that has its method.
func isError(t types.Type) bool {
	return types.Implements(t, errorType)
}

var errorType = types.Universe.Lookup("error").Type().Underlying().(*types.Interface)

func isPointer(t types.Type) bool {
	if _, ok := types.Unalias(t).(*types.TypeParam); ok {
		return false
	}
	_, ok := t.Underlying().(*types.Pointer)
	return ok
}
