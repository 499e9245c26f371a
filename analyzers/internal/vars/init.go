package vars

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
)

// Init is the expression that the declaration of a variable below root gives to it alone: v := e, var v = e. It is nil
// where there is none.
func Init(root inspector.Cursor, v *types.Var) ast.Expr {
	id, ok := root.FindByPos(v.Pos(), v.Pos())
	if !ok {
		return nil
	}
	var names, values int
	var list []ast.Expr
	switch n := id.Parent().Node().(type) {
	case *ast.AssignStmt:
		if id.ParentEdgeKind() != edge.AssignStmt_Lhs || n.Tok != token.DEFINE {
			return nil
		}
		names, values, list = len(n.Lhs), len(n.Rhs), n.Rhs
	case *ast.ValueSpec:
		if id.ParentEdgeKind() != edge.ValueSpec_Names {
			return nil
		}
		names, values, list = len(n.Names), len(n.Values), n.Values
	}
	if names == 0 || names != values {
		return nil
	}
	return list[id.ParentEdgeIndex()]
}

// IsNew reports whether an expression makes a new object and is the pointer to it: &T{…}, new(T).
func IsNew(info *types.Info, e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.UnaryExpr:
		_, ok := ast.Unparen(e.X).(*ast.CompositeLit)
		return ok && e.Op == token.AND
	case *ast.CallExpr:
		id, ok := ast.Unparen(e.Fun).(*ast.Ident)
		return ok && info.Uses[id] == types.Universe.Lookup("new")
	}
	return false
}
