package selecteval

import (
	_ "embed"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/noreturn"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
)

//go:embed doc.go
var doc string

var (
	waits = &report.Kind{ID: "receive-in-case",
		Format: "this receive waits before the select looks at any case, and its value is lost if another case is chosen; receive in a select of its own first"}
	waitsIn = &report.Kind{ID: "call-receives",
		Format: "%s receives at %s, before the select looks at any case, and the value is lost if another case is chosen; call it before the select"}
	lost = &report.Kind{ID: "value-lost",
		Format: "%s takes the value away (%s), also when another case is chosen: it is lost then; keep it in a variable until it is sent"}
)

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "selecteval",
		DocFile:  doc,
		Tests:    true,
		Kinds:    []*report.Kind{waits, waitsIn, lost},
		Requires: []*analysis.Analyzer{inspect.Analyzer, flow.Analyzer, noreturn.Analyzer},
		Run:      run,
	}.New()
}

type checker struct {
	*report.Pass
	ssa *flow.Package
}

func run(pass *report.Pass) {
	c := &checker{pass, pass.ResultOf[flow.Analyzer].(*flow.Package)}
	root := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root()
	for cur := range root.Preorder((*ast.SendStmt)(nil)) {
		clause, ok := cur.Parent().Node().(*ast.CommClause)
		if !ok || clause.Comm != cur.Node() {
			continue
		}
		cases := cur.Parent().Parent().Node().(*ast.BlockStmt).List
		if len(cases) > 1 {
			c.value(cur.Node().(*ast.SendStmt).Value, clause, cases)
		}
	}
}

// value looks at what is done to get the value of a send case.
func (c *checker) value(v ast.Expr, own *ast.CommClause, cases []ast.Stmt) {
	done := false
	ast.Inspect(v, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false // it runs later, if at all
		case *ast.UnaryExpr:
			if n.Op == token.ARROW && !done && !isClock(c.TypesInfo.TypeOf(n)) {
				c.Report(report.Finding{At: report.At(n.OpPos, len("<-")), Kind: waits})
				done = true
			}
		case *ast.CallExpr:
			if !done {
				done = c.call(n, own, cases)
			}
		}
		return !done
	})
}

// isClock reports whether what is received is a time: a moment that is waited for.
func isClock(t types.Type) bool { return typeis.Named(t, "time.Time") }

// call looks at a call in the value of a send case.
func (c *checker) call(call *ast.CallExpr, own *ast.CommClause, cases []ast.Stmt) bool {
	fn, _ := typeutil.Callee(c.TypesInfo, call).(*types.Func)
	if fn == nil {
		return false
	}
	if pos := c.receives(fn); pos.IsValid() {
		c.Report(report.Finding{At: call, Kind: waitsIn, Args: []any{types.ExprString(call.Fun), c.Line(call.Pos(), pos)}})
		return true
	}
	how := c.takes(fn, call.Pos())
	if how == "" || !c.goesOn(own, cases) {
		return false
	}
	c.Report(report.Finding{At: call, Kind: lost, Args: []any{types.ExprString(call.Fun), how}})
	return true
}

// goesOn reports whether, after some other case, the function may go on without the value.
// A default that drops what nobody takes is meant so.
func (c *checker) goesOn(own *ast.CommClause, cases []ast.Stmt) bool {
	for _, stmt := range cases {
		clause := stmt.(*ast.CommClause)
		if clause == own {
			continue
		}
		if clause.Comm == nil {
			return false
		}
		if len(clause.Body) == 0 || !c.leaves(clause.Body[len(clause.Body)-1]) {
			return true
		}
	}
	return false
}

// leaves reports whether a statement ends the function or the loop.
func (c *checker) leaves(stmt ast.Stmt) bool {
	switch stmt := stmt.(type) {
	case *ast.ReturnStmt:
		return true
	case *ast.BranchStmt:
		return stmt.Tok == token.GOTO || stmt.Tok == token.BREAK && stmt.Label != nil
	case *ast.ExprStmt:
		call, ok := stmt.X.(*ast.CallExpr)
		if !ok {
			return false
		}
		switch fn := typeutil.Callee(c.TypesInfo, call).(type) {
		case *types.Builtin:
			return fn.Name() == "panic"
		case *types.Func:
			return c.ResultOf[noreturn.Analyzer].(*noreturn.Result).NeverReturns(fn)
		}
	case *ast.IfStmt, *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt, *ast.BlockStmt, *ast.LabeledStmt, *ast.ForStmt:
		return true // not looked at
	}
	return false
}
