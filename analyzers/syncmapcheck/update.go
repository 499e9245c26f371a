package syncmapcheck

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/inspector"

	"github.com/gocorelint/gocorelint/analyzers/internal/calls"
	"github.com/gocorelint/gocorelint/analyzers/internal/expr"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

// An updater follows a loaded value to the Store: which variables hold it, or a part of it, and which hold what was made of it.
type updater struct {
	info  *types.Info
	holds map[*types.Var]bool // v.(T), or an element of it
	made  map[*types.Var]bool // v.(T) + 1, append(v.(T), x)
}

// isUpdate reports whether what is stored is computed from the value v that was loaded.
func isUpdate(info *types.Info, fn inspector.Cursor, load, store calls.Call, v *types.Var) bool {
	u := &updater{info, make(map[*types.Var]bool), make(map[*types.Var]bool)}
	u.holds[v] = true
	for cur := range fn.Preorder((*ast.AssignStmt)(nil), (*ast.IncDecStmt)(nil), (*ast.RangeStmt)(nil)) {
		n := cur.Node()
		if n.Pos() < load.Pos() && load.Pos() < n.End() || n.End() < load.Pos() || n.Pos() > store.Pos() || vars.Func(cur) != fn {
			continue
		}
		switch n := n.(type) {
		case *ast.AssignStmt:
			u.assign(n)
		case *ast.IncDecStmt:
			if x := vars.Of(info, n.X); x != nil && u.holds[x] {
				u.made[x] = true
			}
		case *ast.RangeStmt:
			if n.Value == nil {
				continue
			}
			if x := vars.Of(info, n.Value); x != nil && u.held(n.X) {
				u.holds[x] = true
			}
		}
	}
	return u.computed(store.Args[1])
}

func (u *updater) assign(n *ast.AssignStmt) {
	for i, lhs := range n.Lhs {
		x := vars.Of(u.info, lhs)
		if x == nil {
			continue
		}
		switch {
		case len(n.Rhs) == 1 && i == 0 && n.Tok != token.ASSIGN && n.Tok != token.DEFINE:
			u.made[x] = u.made[x] || u.holds[x] || u.held(n.Rhs[0])
		case len(n.Lhs) == len(n.Rhs):
			u.made[x] = u.made[x] || u.computed(n.Rhs[i])
			u.holds[x] = u.holds[x] || u.held(n.Rhs[i])
		case i == 0: // n, ok := v.(int)
			u.holds[x] = u.holds[x] || u.held(n.Rhs[0])
		}
	}
}

// held reports whether the expression is the value that was loaded, asserted or not.
func (u *updater) held(e ast.Expr) bool {
	e = ast.Unparen(e)
	if x, ok := e.(*ast.TypeAssertExpr); ok {
		e = x.X
	}
	v := vars.Of(u.info, e)
	return v != nil && u.holds[v]
}

// computed reports whether the expression is made of the value: a sum, or a list with something appended.
func (u *updater) computed(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		v := vars.Of(u.info, e)
		return v != nil && u.made[v]
	case *ast.BinaryExpr:
		switch e.Op {
		case token.ADD, token.SUB, token.MUL, token.OR, token.AND, token.XOR:
			return u.held(e.X) || u.held(e.Y) || u.computed(e.X) || u.computed(e.Y)
		}
	case *ast.CallExpr:
		if expr.Builtin(u.info, e) != "append" {
			return false
		}
		for _, arg := range e.Args {
			if u.held(arg) || u.computed(arg) {
				return true
			}
		}
	}
	return false
}
