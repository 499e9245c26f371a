package often

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

// Once reports whether a method runs once for each object: the package names it in one call
// only, outside of loops, by a function that has made the object.
func Once(info *types.Info, root inspector.Cursor, method *ast.FuncDecl) bool {
	if method.Recv == nil || method.Name.IsExported() {
		return false
	}
	var use *ast.Ident
	for id, obj := range info.Uses {
		fn, ok := obj.(*types.Func)
		if !ok || fn.Origin() != info.Defs[method.Name] {
			continue
		}
		if use != nil {
			return false
		}
		use = id
	}
	if use == nil {
		return false
	}
	cur, ok := root.FindNode(use)
	if !ok || cur.ParentEdgeKind() != edge.SelectorExpr_Sel || cur.Parent().ParentEdgeKind() != edge.CallExpr_Fun {
		return false
	}
	sel := cur.Parent()
	return Made(info, sel.Node().(*ast.SelectorExpr).X, sel.Parent())
}

// Made reports whether the object that an expression begins with is a variable which the function around the
// node declares, outside of loops: neither a parameter nor one of a function further out.
func Made(info *types.Info, x ast.Expr, cur inspector.Cursor) bool {
	for {
		sel, ok := ast.Unparen(x).(*ast.SelectorExpr)
		if !ok {
			break
		}
		x = sel.X
	}
	v := vars.Of(info, ast.Unparen(x))
	fn := vars.Func(cur)
	if v == nil || !fn.Valid() || InLoop(cur) {
		return false
	}
	_, body := vars.Signature(fn)
	if body == nil || v.Pos() < body.Pos() || body.End() <= v.Pos() {
		return isResult(fn, v)
	}
	return true
}

// isResult reports whether the variable is a named result of the function.
func isResult(fn inspector.Cursor, v *types.Var) bool {
	sig, _ := vars.Signature(fn)
	return sig != nil && sig.Results != nil && sig.Results.Pos() <= v.Pos() && v.Pos() < sig.Results.End()
}

// InLoop reports whether a loop of the function is around the node.
func InLoop(cur inspector.Cursor) bool {
	for around := range cur.Enclosing((*ast.ForStmt)(nil), (*ast.RangeStmt)(nil), (*ast.FuncLit)(nil), (*ast.FuncDecl)(nil)) {
		switch around.Node().(type) {
		case *ast.ForStmt, *ast.RangeStmt:
			return true
		}
		return false
	}
	return false
}
