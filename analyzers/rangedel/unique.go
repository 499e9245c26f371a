package rangedel

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/gocorelint/gocorelint/analyzers/internal/expr"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
)

// searchesOne reports whether the element is removed because it is, or refers
// to, one that was there before the loop: a list has that once, as a rule, and
// nothing that is skipped behind it matters.
func (l *loop) searchesOne(info *types.Info, r *removal) bool {
	for cur := range r.cur.Enclosing((*ast.IfStmt)(nil), (*ast.RangeStmt)(nil), (*ast.ForStmt)(nil)) {
		test, ok := cur.Node().(*ast.IfStmt)
		if !ok {
			return false // an inner loop has several to remove
		}
		if l.identifies(info, test.Cond, r) {
			return true
		}
	}
	return false
}

// identifies recognizes elem == x, and elem.f == x with an f that refers to something.
func (l *loop) identifies(info *types.Info, cond ast.Expr, r *removal) bool {
	cmp, ok := ast.Unparen(cond).(*ast.BinaryExpr)
	if !ok {
		return false
	}
	if cmp.Op == token.LAND {
		return l.identifies(info, cmp.X, r) || l.identifies(info, cmp.Y, r)
	}
	if cmp.Op != token.EQL {
		return false
	}
	if isVar(info, cmp.X, r.obj) || isVar(info, cmp.Y, r.obj) || l.isField(info, cmp.X, r) || l.isField(info, cmp.Y, r) {
		return true
	}
	return l.isElement(info, cmp.X, r) && l.fromOutside(info, cmp.Y) || l.isElement(info, cmp.Y, r) && l.fromOutside(info, cmp.X)
}

// isElement recognizes a pointer, channel or interface that is the element of the round, or in it; and
// a name in a list of names that a struct has.
func (l *loop) isElement(info *types.Info, e ast.Expr, r *removal) bool {
	_, ofStruct := ast.Unparen(r.slice).(*ast.SelectorExpr)
	if t := info.TypeOf(e); !refers(t) && !(ofStruct && typeis.String(t)) {
		return false
	}
	for {
		switch x := ast.Unparen(e).(type) {
		case *ast.SelectorExpr:
			e = x.X
			continue
		case *ast.IndexExpr:
			return isVar(info, x.Index, r.obj) && expr.Same(info, x.X, r.slice)
		case *ast.Ident:
			rng, ok := l.stmt.(*ast.RangeStmt)
			return ok && rng.Value != nil && isVar(info, rng.Value, info.ObjectOf(x))
		}
		return false
	}
}

// isField recognizes a field of the element: what it is compared with names one element, as a rule.
func (l *loop) isField(info *types.Info, e ast.Expr, r *removal) bool {
	sel, ok := ast.Unparen(e).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	switch x := ast.Unparen(sel.X).(type) {
	case *ast.IndexExpr:
		return isVar(info, x.Index, r.obj) && expr.Same(info, x.X, r.slice)
	case *ast.Ident:
		rng, ok := l.stmt.(*ast.RangeStmt)
		return ok && rng.Value != nil && isVar(info, rng.Value, info.ObjectOf(x))
	}
	return false
}

func refers(t types.Type) bool {
	if _, ok := types.Unalias(t).(*types.TypeParam); ok {
		return false
	}
	switch t.Underlying().(type) {
	case *types.Pointer, *types.Chan, *types.Interface:
		return true
	}
	return false
}

// fromOutside reports whether the expression is no constant, and the same in each round.
func (l *loop) fromOutside(info *types.Info, e ast.Expr) bool {
	if tv := info.Types[e]; tv.Value != nil || tv.IsNil() {
		return false
	}
	same := true
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			same = false
		case *ast.Ident:
			if obj := info.ObjectOf(n); obj != nil {
				same = same && (obj.Pos() < l.stmt.Pos() || obj.Pos() >= l.stmt.End())
			}
		}
		return same
	})
	return same
}
