package prealloc

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"

	"github.com/gocorelint/gocorelint/analyzers/internal/expr"
)

// A count is the number of iterations of a loop, known before it.
type count struct {
	expr     ast.Expr // what is ranged over, or the bound
	length   bool     // it is the length of expr, else expr itself
	inMemory bool     // as many things exist already, so the number can be trusted
	signed   bool     // it may be negative, which is no iteration
	constant bool
	n        int64        // if constant
	again    bool         // the bound is evaluated before each iteration
	key      types.Object // distinct in each iteration: index, or key of the ranged map; nil if there is none
	value    types.Object
	overMap  bool
}

// countOf returns nil if the number is not known.
func countOf(info *types.Info, loop ast.Stmt) *count {
	switch loop := loop.(type) {
	case *ast.RangeStmt:
		return countRange(info, loop)
	case *ast.ForStmt:
		return countFor(info, loop)
	}
	return nil
}

func countRange(info *types.Info, loop *ast.RangeStmt) *count {
	if loop.Tok == token.ASSIGN {
		return nil
	}
	c := &count{expr: ast.Unparen(loop.X), length: true, inMemory: true, key: defined(info, loop.Key), value: defined(info, loop.Value)}
	t := info.TypeOf(loop.X)
	if t == nil {
		return nil
	}
	switch u := under(t).(type) {
	case *types.Slice:
	case *types.Array:
		c.constant, c.n = true, u.Len()
	case *types.Pointer:
		a, ok := u.Elem().Underlying().(*types.Array)
		if !ok {
			return nil
		}
		c.constant, c.n = true, a.Len()
	case *types.Map:
		c.overMap = true
	case *types.Basic:
		if u.Info()&types.IsInteger == 0 {
			return nil // a string: as many runes as bytes at most
		}
		c.length, c.inMemory = false, false
		return c.bound(info)
	default:
		return nil
	}
	return c.unless(!isPath(info, c.expr))
}

func countFor(info *types.Info, loop *ast.ForStmt) *count {
	init, ok := loop.Init.(*ast.AssignStmt)
	if !ok || init.Tok != token.DEFINE || len(init.Lhs) != 1 || len(init.Rhs) != 1 || !isZero(info, init.Rhs[0]) {
		return nil
	}
	i := defined(info, init.Lhs[0])
	cond, ok := loop.Cond.(*ast.BinaryExpr)
	post, ok2 := loop.Post.(*ast.IncDecStmt)
	if !ok || !ok2 || i == nil || cond.Op != token.LSS || post.Tok != token.INC || !isUse(info, cond.X, i) || !isUse(info, post.X, i) {
		return nil
	}
	if assigned(info, loop.Body, i) {
		return nil
	}
	c := &count{expr: ast.Unparen(cond.Y), again: true, key: i}
	return c.bound(info)
}

// bound looks at a number of iterations that is written down.
func (c *count) bound(info *types.Info) *count {
	tv := info.Types[c.expr]
	if tv.Value != nil {
		c.n, c.constant = constant.Int64Val(constant.ToInt(tv.Value))
		return c.unless(!c.constant || c.n < 0)
	}
	if call, ok := c.expr.(*ast.CallExpr); ok {
		if expr.Builtin(info, call) != "len" {
			return nil
		}
		c.expr, c.length, c.inMemory = ast.Unparen(call.Args[0]), true, true
		return c.unless(!isPath(info, c.expr))
	}
	b, ok := tv.Type.Underlying().(*types.Basic)
	c.signed = ok && b.Info()&types.IsUnsigned == 0
	return c.unless(!ok || !isPath(info, c.expr))
}

func (c *count) unless(bad bool) *count {
	if bad {
		return nil
	}
	return c
}

func defined(info *types.Info, e ast.Expr) types.Object {
	if id, ok := e.(*ast.Ident); ok && id.Name != "_" {
		return info.Defs[id]
	}
	return nil
}

func isUse(info *types.Info, e ast.Expr, obj types.Object) bool {
	id, ok := ast.Unparen(e).(*ast.Ident)
	return ok && info.Uses[id] == obj
}

// isPath recognizes x, x.f.g and p.V, which can be evaluated twice.
func isPath(info *types.Info, e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		_, ok := info.Uses[e].(*types.Var)
		return ok
	case *ast.SelectorExpr:
		if id, ok := e.X.(*ast.Ident); ok {
			if _, ok := info.Uses[id].(*types.PkgName); ok {
				return true
			}
		}
		sel := info.Selections[e]
		return sel != nil && sel.Kind() == types.FieldVal && isPath(info, e.X)
	}
	return false
}

// root is the variable that a path begins with.
func root(info *types.Info, e ast.Expr) types.Object {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return info.Uses[e]
	case *ast.SelectorExpr:
		if sel := info.Selections[e]; sel == nil {
			return info.Uses[e.Sel]
		}
		return root(info, e.X)
	}
	return nil
}

// assigned reports whether the variable, or a part of it, may get another value within n.
func assigned(info *types.Info, n ast.Node, obj types.Object) bool {
	found := false
	isIt := func(e ast.Expr) {
		found = found || root(info, e) == obj
	}
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, l := range n.Lhs {
				isIt(l)
			}
		case *ast.IncDecStmt:
			isIt(n.X)
		case *ast.RangeStmt:
			if n.Tok == token.ASSIGN {
				isIt(n.Key)
				if n.Value != nil {
					isIt(n.Value)
				}
			}
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				isIt(n.X)
			}
		}
		return !found
	})
	return found
}

// under is the underlying type; of a type parameter with one term, ~[]E, that of the term.
func under(t types.Type) types.Type {
	tp, ok := types.Unalias(t).(*types.TypeParam)
	if !ok {
		return t.Underlying()
	}
	iface, ok := tp.Constraint().Underlying().(*types.Interface)
	if !ok || iface.NumEmbeddeds() != 1 {
		return t.Underlying()
	}
	switch e := iface.EmbeddedType(0).(type) {
	case *types.Union:
		if e.Len() == 1 {
			return e.Term(0).Type().Underlying()
		}
	default:
		return e.Underlying()
	}
	return t.Underlying()
}
