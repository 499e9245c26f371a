package ctxleak

import (
	"go/ast"
	"go/types"
	"strings"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

// ofNobody reports whether a context is made from one that never ends, and does not end by itself: then only
// who waits for it keeps it.
func ofNobody(call *ast.CallExpr, info *types.Info) bool {
	parent, ok := ast.Unparen(call.Args[0]).(*ast.CallExpr)
	if !ok {
		return false
	}
	switch typeutil.StaticCallee(info, parent).FullName() {
	case "context.Background", "context.TODO":
		return strings.HasPrefix(typeutil.StaticCallee(info, call).Name(), "WithCancel")
	}
	return false
}

// waited reports whether somebody in the package waits for the Done of a context that is kept beside a cancel
// function, or of a local variable.
func (c *checker) waited(field *types.Var) bool {
	for cur := range c.root.Preorder((*ast.CallExpr)(nil)) {
		call := cur.Node().(*ast.CallExpr)
		done, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
		if !ok || done.Sel.Name != "Done" || len(call.Args) > 0 {
			continue
		}
		switch ctx := ast.Unparen(done.X).(type) {
		case *ast.SelectorExpr:
			if beside(c.TypesInfo.Uses[ctx.Sel], field, c.TypesInfo.TypeOf(ctx.X)) {
				return true
			}
		case *ast.Ident:
			if assign, ok := c.assignOf(field); ok && len(assign.Lhs) == 2 {
				if made, ok := assign.Lhs[0].(*ast.Ident); ok && c.TypesInfo.Uses[ctx] != nil && vars.Of(c.TypesInfo, made) == c.TypesInfo.Uses[ctx] {
					return true
				}
			}
		}
	}
	return false
}

// beside reports whether an object is a field of the struct that has another one.
func beside(obj types.Object, field *types.Var, owner types.Type) bool {
	if v, ok := obj.(*types.Var); !ok || !v.IsField() || owner == nil {
		return false
	}
	return hasField(owner, func(f *types.Var) bool { return f.Origin() == field })
}

func hasField(owner types.Type, wanted func(*types.Var) bool) bool {
	if p, ok := owner.Underlying().(*types.Pointer); ok {
		owner = p.Elem()
	}
	s, ok := owner.Underlying().(*types.Struct)
	for i := 0; ok && i < s.NumFields(); i++ {
		if wanted(s.Field(i)) {
			return true
		}
	}
	return false
}

// assignOf returns the assignment of the call that makes a field's cancel function.
func (c *checker) assignOf(field *types.Var) (assign *ast.AssignStmt, ok bool) {
	for cur := range c.root.Preorder((*ast.AssignStmt)(nil)) {
		assign := cur.Node().(*ast.AssignStmt)
		if len(assign.Rhs) == 1 && ast.Unparen(assign.Rhs[0]) == ast.Expr(c.made[field]) {
			return assign, true
		}
	}
	return nil, false
}
