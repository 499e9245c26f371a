package copysync

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
)

// enclosing is the innermost function around the cursor, or the file.
func enclosing(cur inspector.Cursor) inspector.Cursor {
	for fn := range cur.Enclosing((*ast.FuncDecl)(nil), (*ast.FuncLit)(nil), (*ast.File)(nil)) {
		return fn
	}
	return cur
}

// fresh reports whether x belongs to a variable of the enclosing function that
// nothing has used before the cursor: a copy of an unused lock is an unused lock.
func (c *checker) fresh(cur inspector.Cursor, x ast.Expr) bool {
	v := c.variable(x)
	fn := enclosing(cur)
	if v == nil || !isBodyVar(fn.Node(), v) {
		return false
	}
	for id := range fn.Preorder((*ast.Ident)(nil)) {
		ident := id.Node().(*ast.Ident)
		if c.TypesInfo.Uses[ident] != v && c.TypesInfo.Defs[ident] != v {
			continue
		}
		before := ident.Pos() < cur.Node().Pos() || inSameLoop(id, cur)
		if before && !cur.Contains(id) && !c.harmless(id) {
			return false
		}
	}
	return true
}

// variable is the variable in which x lies, as v in v.f[1].
func (c *checker) variable(x ast.Expr) *types.Var {
	for {
		switch e := ast.Unparen(x).(type) {
		case *ast.Ident:
			v, _ := c.TypesInfo.Uses[e].(*types.Var)
			return v
		case *ast.SelectorExpr:
			x = e.X
		case *ast.IndexExpr:
			x = e.X
		case *ast.SliceExpr:
			x = e.X
		case *ast.StarExpr:
			x = e.X
		default:
			return nil
		}
	}
}

// isBodyVar reports whether v is declared in the body of the function.
func isBodyVar(fn ast.Node, v *types.Var) bool {
	var body *ast.BlockStmt
	switch fn := fn.(type) {
	case *ast.FuncDecl:
		body = fn.Body
	case *ast.FuncLit:
		body = fn.Body
	}
	return body != nil && body.Pos() <= v.Pos() && v.Pos() < body.End()
}

// inSameLoop reports whether a loop contains both.
func inSameLoop(a, b inspector.Cursor) bool {
	for loop := range a.Enclosing((*ast.ForStmt)(nil), (*ast.RangeStmt)(nil)) {
		if loop.Contains(b) {
			return true
		}
	}
	return false
}

// harmless reports whether the mention of a variable can't use a lock in it:
// it is given a new value, or a field of it that has no lock is meant.
func (c *checker) harmless(id inspector.Cursor) bool {
	cur := id
	for {
		parent := cur.Parent()
		switch cur.ParentEdgeKind() {
		case edge.AssignStmt_Lhs:
			return cur != id || c.assignsNew(parent.Node().(*ast.AssignStmt), cur)
		case edge.ValueSpec_Names:
			return c.declaresNew(parent.Node().(*ast.ValueSpec))
		case edge.SelectorExpr_X:
			sel := c.TypesInfo.Selections[parent.Node().(*ast.SelectorExpr)]
			if sel == nil || sel.Kind() != types.FieldVal {
				return false
			}
			if c.types.In(sel.Type()) == nil {
				return true
			}
		case edge.IndexExpr_X, edge.ParenExpr_X, edge.StarExpr_X:
		case edge.CallExpr_Args:
			name := c.builtin(parent.Node().(*ast.CallExpr))
			return name == "append" || name == "len" || name == "cap"
		default:
			return false
		}
		cur = parent
	}
}

func (c *checker) assignsNew(n *ast.AssignStmt, lhs inspector.Cursor) bool {
	i := lhs.ParentEdgeIndex()
	return len(n.Lhs) == len(n.Rhs) && c.isNew(n.Rhs[i])
}

func (c *checker) declaresNew(n *ast.ValueSpec) bool {
	for _, x := range n.Values {
		if !c.isNew(x) {
			return false
		}
	}
	return true
}

// isNew reports whether x is a value that nothing has used: a literal, its
// address, what new, make or append makes, nil, or what a call returns by value.
func (c *checker) isNew(x ast.Expr) bool {
	switch x := ast.Unparen(x).(type) {
	case *ast.CompositeLit:
		return true
	case *ast.UnaryExpr:
		return x.Op == token.AND && isLiteral(x.X)
	case *ast.Ident:
		return c.TypesInfo.Types[x].IsNil()
	case *ast.CallExpr:
		switch c.builtin(x) {
		case "new", "make", "append":
			return true
		}
		_, pointer := c.TypesInfo.TypeOf(x).Underlying().(*types.Pointer)
		_, slice := c.TypesInfo.TypeOf(x).Underlying().(*types.Slice)
		return !pointer && !slice
	}
	return false
}
