package ctxleak

import (
	"go/ast"
	"go/types"
	"strings"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

// ofNobody reports whether a context is made from one that never ends, and does not end by itself: then only
// who waits for it keeps it.
func (c *checker) ofNobody(call *ast.CallExpr) bool {
	made := typeutil.StaticCallee(c.TypesInfo, call)
	return made != nil && strings.HasPrefix(made.Name(), "WithCancel") && (c.background(call.Args[0]) || c.ofBackground(call))
}

// background reports whether an expression makes a context that never ends.
func (c *checker) background(e ast.Expr) bool {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok {
		return false
	}
	fn := typeutil.StaticCallee(c.TypesInfo, call)
	return fn != nil && (know.Is(fn, "context.Background") || know.Is(fn, "context.TODO"))
}

// ofBackground reports whether the parent is a local variable that is such a context and, at most by this very
// call, nothing else.
func (c *checker) ofBackground(call *ast.CallExpr) bool {
	parent := vars.Of(c.TypesInfo, call.Args[0])
	cur, ok := c.root.FindNode(call)
	if parent == nil || !ok {
		return false
	}
	decl := cur
	for fn := range cur.Enclosing((*ast.FuncDecl)(nil)) {
		decl = fn
	}
	for use := range vars.Uses(c.TypesInfo, decl, parent) {
		if use.Kind != vars.Read && use.At.Parent() != cur.Parent() {
			return false
		}
	}
	for def := range decl.Preorder((*ast.AssignStmt)(nil)) {
		assign := def.Node().(*ast.AssignStmt)
		if len(assign.Lhs) != len(assign.Rhs) {
			continue
		}
		for i, lhs := range assign.Lhs {
			if id, ok := lhs.(*ast.Ident); ok && c.TypesInfo.Defs[id] == types.Object(parent) {
				return c.background(assign.Rhs[i])
			}
		}
	}
	return false
}

// waited reports whether somebody in the package waits for the Done of a context that is kept beside a cancel
// function, or of a local variable.
func (c *checker) waited(field *types.Var) bool {
	for cur := range c.root.Preorder((*ast.CallExpr)(nil)) {
		call := cur.Node().(*ast.CallExpr)
		done, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
		if !ok || done.Sel.Name != "Done" || c.TypesInfo.TypeOf(done.X) == nil || c.TypesInfo.TypeOf(done.X).String() != "context.Context" {
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
