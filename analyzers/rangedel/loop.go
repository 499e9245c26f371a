package rangedel

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/cfg"

	"github.com/gocorelint/gocorelint/analyzers/internal/expr"
	"github.com/gocorelint/gocorelint/analyzers/internal/noreturn"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// A loop counts the index of a removal up to the length of its slice.
type loop struct {
	stmt      ast.Stmt
	body      *ast.BlockStmt
	fn        *ast.BlockStmt // body of the function around it
	oldLength bool           // the length is taken at the beginning
}

// loopOf finds the loop around the removal that its index belongs to.
func loopOf(info *types.Info, r *removal) *loop {
	var found *loop
	for cur := range r.cur.Enclosing((*ast.RangeStmt)(nil), (*ast.ForStmt)(nil), (*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.RangeStmt:
			if found == nil && n.Key != nil && isVar(info, n.Key, r.obj) {
				if !isSlice(info, r.slice) || !expr.Same(info, n.X, r.slice) && !isLen(info, n.X, r.slice) {
					return nil
				}
				found = &loop{stmt: n, body: n.Body, oldLength: true}
			}
		case *ast.ForStmt:
			if found == nil && countsUp(info, n, r) {
				found = &loop{stmt: n, body: n.Body}
			}
		case *ast.FuncDecl:
			if found != nil {
				found.fn = n.Body
			}
			return found
		case *ast.FuncLit:
			if found != nil {
				found.fn = n.Body
			}
			return found
		}
	}
	return nil
}

func isSlice(info *types.Info, e ast.Expr) bool {
	t := info.TypeOf(e)
	if sel, ok := e.(*ast.SelectorExpr); ok && t == nil {
		t = info.TypeOf(sel.Sel) // put together for the field of a method
	}
	if t == nil {
		return false
	}
	_, ok := t.Underlying().(*types.Slice)
	return ok
}

// countsUp recognizes for …; i < len(s); i++.
func countsUp(info *types.Info, s *ast.ForStmt, r *removal) bool {
	cond, ok := s.Cond.(*ast.BinaryExpr)
	if !ok || cond.Op != token.LSS || !isVar(info, cond.X, r.obj) || !isLen(info, cond.Y, r.slice) {
		return false
	}
	post, ok := s.Post.(*ast.IncDecStmt)
	return ok && post.Tok == token.INC && isVar(info, post.X, r.obj)
}

// setsIndex reports whether the body changes the index as well, or lets others do it.
func (l *loop) setsIndex(info *types.Info, r *removal) bool {
	found := false
	ast.Inspect(l.body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, x := range n.Lhs {
				found = found || isVar(info, x, r.obj)
			}
		case *ast.IncDecStmt:
			found = found || isVar(info, n.X, r.obj)
		case *ast.UnaryExpr:
			found = found || n.Op == token.AND && isVar(info, n.X, r.obj)
		}
		return !found
	})
	return found
}

// goesOn reports whether control can come from the removal back to the head of
// the loop without leaving the loop.
func goesOn(pass *report.Pass, r *removal, l *loop) bool {
	graph := pass.ResultOf[noreturn.Analyzer].(*noreturn.Result).Graph(l.fn)
	var work []*cfg.Block
	for _, b := range graph.Blocks {
		for _, n := range b.Nodes {
			if n == r.cur.Node() && b.Live {
				work = append(work, b)
			}
		}
	}
	seen := make(map[*cfg.Block]bool)
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		for _, succ := range b.Succs {
			switch {
			case succ.Stmt == l.stmt && (succ.Kind == cfg.KindRangeLoop || succ.Kind == cfg.KindForPost):
				return true
			case seen[succ], succ.Stmt == nil, succ.Stmt == l.stmt, succ.Stmt.Pos() < l.stmt.Pos(), succ.Stmt.End() > l.stmt.End():
				continue // outside of the loop
			}
			seen[succ] = true
			work = append(work, succ)
		}
	}
	return false
}

// leavesByFlag reports whether the statements beside the removal set a variable
// that a later condition of the loop, with a statement that leaves it, asks for.
func leavesByFlag(info *types.Info, r *removal, l *loop) bool {
	flags := make(map[types.Object]bool)
	for cur := range r.cur.Parent().Children() {
		if assign, ok := cur.Node().(*ast.AssignStmt); ok && assign != r.cur.Node() {
			for _, x := range assign.Lhs {
				if id, ok := x.(*ast.Ident); ok {
					flags[info.ObjectOf(id)] = true
				}
			}
		}
	}
	found := false
	ast.Inspect(l.body, func(n ast.Node) bool {
		s, ok := n.(*ast.IfStmt)
		if !ok || s.Pos() < r.cur.Node().Pos() || !mentions(info, s.Cond, flags) {
			return !found
		}
		ast.Inspect(s.Body, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ReturnStmt:
				found = true
			case *ast.BranchStmt:
				found = found || n.Tok == token.BREAK || n.Tok == token.GOTO
			}
			return !found
		})
		return !found
	})
	return found
}

func mentions(info *types.Info, e ast.Expr, objs map[types.Object]bool) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		found = found || ok && objs[info.Uses[id]]
		return !found
	})
	return found
}
