package gowait

import (
	_ "embed"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

var (
	argument = &report.Kind{ID: "argument-waits",
		Format: "this goroutine waits here for %s: go evaluates the operands before it starts the new one; call it in there: go func() { … }()"}
	limit = &report.Kind{ID: "limit-inside",
		Format: "the loop of %s starts goroutines without limit, and they wait here for %s: take the place before the go statement"}
)

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "gowait",
		DocFile:  doc,
		Kinds:    []*report.Kind{argument, limit},
		Requires: []*analysis.Analyzer{inspect.Analyzer, flow.Analyzer},
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
	for cur := range root.Preorder((*ast.GoStmt)(nil)) {
		call := cur.Node().(*ast.GoStmt).Call
		c.operands(call)
		if lit, ok := ast.Unparen(call.Fun).(*ast.FuncLit); ok {
			c.limit(cur, lit)
		}
	}
}

// operands reports calls in the function value and the arguments that take long.
func (c *checker) operands(call *ast.CallExpr) {
	list := call.Args
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok {
		list = append([]ast.Expr{sel.X}, list...)
	}
	for _, e := range list {
		ast.Inspect(e, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncLit:
				return false
			case *ast.CallExpr:
				fn, _ := typeutil.Callee(c.TypesInfo, n).(*types.Func)
				if fn != nil && c.takesLong(fn, 0) {
					c.Report(report.Finding{At: n, Kind: argument, Args: []any{types.ExprString(n.Fun)}})
					return false
				}
			}
			return true
		})
	}
}

const maxDepth = 2 // calls in the package that are followed

// takesLong reports whether each call of the function sleeps or waits for the network or a
// process before it returns.
func (c *checker) takesLong(fn *types.Func, depth int) bool {
	if know.TakesLong(fn) {
		return true
	}
	if depth > maxDepth || fn.Origin().Pkg() != c.Pkg {
		return false
	}
	f := c.ssa.Pkg.Prog.FuncValue(fn.Origin())
	if f == nil || len(f.Blocks) == 0 {
		return false
	}
	returns := func(instr ssa.Instruction) bool {
		_, ok := instr.(*ssa.Return)
		return ok
	}
	long := func(instr ssa.Instruction) bool {
		call, ok := instr.(*ssa.Call)
		if !ok {
			return false
		}
		callee := flow.StaticCallee(&call.Call)
		return callee != nil && callee != fn && c.takesLong(callee, depth+1)
	}
	return flow.Reaches(flow.Entry(f), returns, nil) && !flow.Reaches(flow.Entry(f), returns, long)
}

// limit reports a goroutine of an endless loop that begins with a send to a channel from
// which it receives at its end.
func (c *checker) limit(stmt inspector.Cursor, lit *ast.FuncLit) {
	loop := c.endless(stmt)
	if loop == nil {
		return
	}
	send := c.first(lit.Body.List)
	if send == nil || !c.givesBack(lit.Body, send.Chan) || c.waitsFor(loop, send.Chan) {
		return
	}
	c.Report(report.Finding{At: send, Kind: limit, Args: []any{c.Line(send.Pos(), loop.Pos()), types.ExprString(send.Chan)}})
}

// endless is the loop around the go statement, if nothing bounds its rounds: no condition, or the values of a channel.
func (c *checker) endless(stmt inspector.Cursor) ast.Node {
	for cur := range stmt.Enclosing((*ast.ForStmt)(nil), (*ast.RangeStmt)(nil), (*ast.FuncLit)(nil), (*ast.FuncDecl)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.ForStmt:
			if n.Cond == nil {
				return n
			}
		case *ast.RangeStmt:
			if _, ok := c.TypesInfo.TypeOf(n.X).Underlying().(*types.Chan); ok {
				return n
			}
		}
		return nil
	}
	return nil
}

// first is the send with which the goroutine begins, behind deferred calls.
func (c *checker) first(list []ast.Stmt) *ast.SendStmt {
	for _, stmt := range list {
		switch stmt := stmt.(type) {
		case *ast.DeferStmt:
			continue
		case *ast.SendStmt:
			t, ok := c.TypesInfo.TypeOf(stmt.Value).Underlying().(*types.Struct)
			if ok && t.NumFields() == 0 {
				return stmt
			}
		}
		return nil
	}
	return nil
}

// givesBack reports whether the goroutine receives from the channel.
func (c *checker) givesBack(body *ast.BlockStmt, ch ast.Expr) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		if recv, ok := n.(*ast.UnaryExpr); ok && recv.Op == token.ARROW && types.ExprString(recv.X) == types.ExprString(ch) {
			found = true
		}
		return !found
	})
	return found
}

// waitsFor reports whether the loop itself asks the channel, or may wait for the goroutines.
func (c *checker) waitsFor(loop ast.Node, ch ast.Expr) bool {
	found := false
	ast.Inspect(loop, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.Ident:
			found = found || n.Name == types.ExprString(ch)
		case *ast.SelectorExpr:
			found = found || n.Sel.Name == "Wait" || n.Sel.Name == "Acquire" || types.ExprString(n) == types.ExprString(ch)
		}
		return !found
	})
	return found
}
