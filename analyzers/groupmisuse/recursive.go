package groupmisuse

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/gocorelint/gocorelint/analyzers/internal/groups"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

// recursive reports a function that gets a group with a limit, and starts goroutines in it that
// call the function again.
func (c *checker) recursive(g *groups.Group, limitOf map[*types.Var]*groups.Call) {
	decl, ok := g.Func.Node().(*ast.FuncDecl)
	if !ok || g.Var.Kind() != types.ParamVar {
		return
	}
	fn, ok := c.TypesInfo.Defs[decl.Name].(*types.Func)
	if !ok {
		return
	}
	param := -1
	for i := range fn.Signature().Params().Len() {
		if fn.Signature().Params().At(i) == g.Var {
			param = i
		}
	}
	for _, start := range g.Calls {
		lit, ok := g.Member(start)
		if !ok || start.Method != "Go" || param < 0 {
			continue
		}
		again := false
		g.Runs(lit, func(call *ast.CallExpr) {
			again = again || c.calls(call, fn) && param < len(call.Args) && c.groupVar(call.Args[param]) == g.Var
		})
		limit := c.limitFrom(fn, param, limitOf)
		if !again || limit == nil || c.isAmple(*limit) {
			continue
		}
		c.Report(report.Finding{At: start, Kind: nested, Args: []any{g.Var.Name(), c.Line(start.Pos(), limit.Pos())},
			Related: []analysis.RelatedInformation{report.Related(limit, "the limit is set here")}})
	}
}

func (c *checker) calls(call *ast.CallExpr, fn *types.Func) bool {
	callee, ok := typeutil.Callee(c.TypesInfo, call).(*types.Func)
	return ok && callee.Origin() == fn
}

// groupVar is the variable in g or &g.
func (c *checker) groupVar(e ast.Expr) *types.Var {
	if addr, ok := ast.Unparen(e).(*ast.UnaryExpr); ok && addr.Op == token.AND {
		e = addr.X
	}
	return vars.Of(c.TypesInfo, e)
}

// limitFrom finds where the limit is set of a group that some call gives to the function.
func (c *checker) limitFrom(fn *types.Func, param int, limitOf map[*types.Var]*groups.Call) (limit *groups.Call) {
	for _, file := range c.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if ok && limit == nil && c.calls(call, fn) && param < len(call.Args) {
				limit = limitOf[c.groupVar(call.Args[param])]
			}
			return limit == nil
		})
	}
	return limit
}
