package sharedrow

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/inspector"

	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

// loopVariable is the variable of the loop whose address the value is, or that a
// function literal shares.
func loopVariable(info *types.Info, loop inspector.Cursor, value ast.Expr) *types.Var {
	own := make(map[*types.Var]bool)
	var declared []ast.Expr
	switch n := loop.Node().(type) {
	case *ast.RangeStmt:
		if n.Tok == token.DEFINE {
			declared = []ast.Expr{n.Key, n.Value}
		}
	case *ast.ForStmt:
		if init, ok := n.Init.(*ast.AssignStmt); ok && init.Tok == token.DEFINE {
			declared = init.Lhs
		}
	}
	for _, e := range declared {
		if e != nil {
			own[vars.Of(info, e)] = true
		}
	}
	delete(own, nil)
	switch e := ast.Unparen(value).(type) {
	case *ast.UnaryExpr:
		if v := vars.Of(info, e.X); e.Op == token.AND && own[v] {
			return v
		}
	case *ast.FuncLit:
		var found *types.Var
		ast.Inspect(e.Body, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok && found == nil {
				if v := vars.Of(info, id); own[v] {
					found = v
				}
			}
			return found == nil
		})
		return found
	}
	return nil
}
