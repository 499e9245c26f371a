package maprange

import (
	"go/ast"
	"go/token"
)

// nodeAt finds the node of one type below root whose token is at pos. It
// returns nil where there is none, as for code that the compiler made.
func nodeAt[N interface {
	comparable
	ast.Node
}](root ast.Node, pos token.Pos, tokenOf func(N) token.Pos) ast.Node {
	var found ast.Node
	if root == nil {
		return nil
	}
	ast.Inspect(root, func(n ast.Node) bool {
		if n, ok := n.(N); ok && tokenOf(n) == pos {
			found = n
		}
		return found == nil && n != nil && n.Pos() <= pos && pos <= n.End()
	})
	return found
}

// rangeAt finds the range statement that is at pos, or that ranges over an
// expression at pos.
func rangeAt(root ast.Node, pos token.Pos) *ast.RangeStmt {
	var found *ast.RangeStmt
	if root == nil {
		return nil
	}
	ast.Inspect(root, func(n ast.Node) bool {
		if s, ok := n.(*ast.RangeStmt); ok && (s.For == pos || s.X.Pos() <= pos && pos < s.X.End()) {
			found = s
		}
		return n != nil
	})
	return found
}

// ranged is the map of a range statement: m, of m and of maps.All(m).
func ranged(stmt *ast.RangeStmt) ast.Expr {
	if call, ok := ast.Unparen(stmt.X).(*ast.CallExpr); ok && len(call.Args) == 1 {
		return call.Args[0]
	}
	return stmt.X
}
