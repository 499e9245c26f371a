package deferloop

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/inspector"

	"github.com/gocorelint/gocorelint/analyzers/internal/expr"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

// maxRounds is how many rounds of a loop do no harm.
const maxRounds = 16

// many stands for a number that is not known.
const many = 1 << 30

// isShort reports whether the loops around the statement are known to have few
// rounds: they go over a literal, an array, a list that is written out, or count to a small constant.
func isShort(pass *report.Pass, root, stmt inspector.Cursor) bool {
	all, loops := int64(1), 0
	for cur := range stmt.Enclosing((*ast.ForStmt)(nil), (*ast.RangeStmt)(nil), (*ast.FuncLit)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.RangeStmt:
			all *= min(rounds(pass, root, n.X), many)
		case *ast.ForStmt:
			cond, ok := n.Cond.(*ast.BinaryExpr)
			if !ok || cond.Op != token.LSS && cond.Op != token.LEQ {
				return false
			}
			count, ok := expr.Int(pass.TypesInfo, cond.Y)
			if !ok {
				return false
			}
			all *= min(count, many)
		default:
			return loops > 0 && all <= maxRounds
		}
		if loops++; all > maxRounds {
			return false
		}
	}
	return loops > 0
}

// rounds is how many rounds a loop over x has, a great number if that is not known.
func rounds(pass *report.Pass, root inspector.Cursor, x ast.Expr) int64 {
	if n, ok := expr.Int(pass.TypesInfo, x); ok {
		return n
	}
	if array, ok := pass.TypesInfo.TypeOf(x).Underlying().(*types.Array); ok {
		return array.Len()
	}
	if lit, ok := ast.Unparen(x).(*ast.CompositeLit); ok {
		return int64(len(lit.Elts))
	}
	id, ok := ast.Unparen(x).(*ast.Ident)
	if !ok {
		return many
	}
	v, ok := pass.TypesInfo.Uses[id].(*types.Var)
	if !ok || v.Pkg() != pass.Pkg {
		return many
	}
	found := int64(many)
	for use := range vars.Uses(pass.TypesInfo, root, v) {
		if use.Kind.Changes() && use.Kind != vars.Part && use.Pos() != v.Pos() {
			return many
		}
	}
	cur, ok := root.FindByPos(v.Pos(), v.Pos())
	if !ok {
		return many
	}
	for cur := range cur.Enclosing((*ast.AssignStmt)(nil), (*ast.ValueSpec)(nil)) {
		var values []ast.Expr
		switch n := cur.Node().(type) {
		case *ast.AssignStmt:
			values = n.Rhs
		case *ast.ValueSpec:
			values = n.Values
		}
		if len(values) != 1 {
			break
		}
		if lit, ok := ast.Unparen(values[0]).(*ast.CompositeLit); ok {
			found = int64(len(lit.Elts))
		}
		break
	}
	return found
}
