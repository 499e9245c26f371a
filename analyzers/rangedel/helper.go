package rangedel

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

// byMethod recognizes x.remove(i), a statement, where the method always removes
// the element at that index from a field of its receiver.
func byMethod(pass *report.Pass, root, cur inspector.Cursor) *removal {
	call, ok := cur.Node().(*ast.ExprStmt).X.(*ast.CallExpr)
	if !ok {
		return nil
	}
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	fn := typeutil.StaticCallee(pass.TypesInfo, call)
	if !ok || fn == nil || fn.Pkg() != pass.Pkg || fn.Signature().Recv() == nil {
		return nil
	}
	for i, arg := range call.Args {
		id, ok := ast.Unparen(arg).(*ast.Ident)
		if !ok || vars.Of(pass.TypesInfo, id) == nil || i >= fn.Signature().Params().Len() {
			continue
		}
		if field := removesAt(pass, root, fn.Origin(), i); field != nil {
			slice := &ast.SelectorExpr{X: sel.X, Sel: field}
			return &removal{cur, slice, id, pass.TypesInfo.Uses[id]}
		}
	}
	return nil
}

// removesAt is the field of the receiver from which a statement of the method's own
// block removes the element at the index that the parameter is.
func removesAt(pass *report.Pass, root inspector.Cursor, fn *types.Func, param int) *ast.Ident {
	if fn.Pkg() != pass.Pkg {
		return nil
	}
	name, ok := root.FindByPos(fn.Pos(), fn.Pos())
	if !ok {
		return nil
	}
	for cur := range name.Enclosing((*ast.FuncDecl)(nil)) {
		decl := cur.Node().(*ast.FuncDecl)
		if pass.TypesInfo.Defs[decl.Name] != fn || decl.Body == nil {
			continue
		}
		for stmt := range cur.Preorder((*ast.AssignStmt)(nil)) {
			if stmt.Parent().Node() != decl.Body {
				continue
			}
			r := removalAt(pass.TypesInfo, stmt)
			if r == nil || r.obj != types.Object(fn.Signature().Params().At(param)) {
				continue
			}
			sel, ok := r.slice.(*ast.SelectorExpr)
			if ok && vars.Of(pass.TypesInfo, sel.X) == fn.Signature().Recv() && only(cur, stmt) {
				return sel.Sel
			}
		}
	}
	return nil
}

// only reports whether nothing in the method comes back before the statement.
func only(decl, stmt inspector.Cursor) bool {
	for cur := range decl.Preorder((*ast.ReturnStmt)(nil), (*ast.BranchStmt)(nil)) {
		if cur.Node().Pos() < stmt.Node().Pos() {
			return false
		}
	}
	return true
}
