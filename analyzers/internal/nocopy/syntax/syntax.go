// Package syntax tells without types which packages can't have generic functions
// that copy values of a type parameter. It needs little, so that this is known before
// the tool has begun.
package syntax

import (
	"go/ast"
	"go/types"
)

// MayExport reports whether the files of a package could declare such functions
// for others to call: by syntax, so that a package can be left out before its types are
// checked.
func MayExport(files []*ast.File) bool {
	for _, file := range files {
		for _, decl := range file.Decls {
			decl, ok := decl.(*ast.FuncDecl)
			if ok && decl.Body != nil && decl.Name.IsExported() && (decl.Type.TypeParams != nil || hasTypeParams(decl.Recv)) && mayCopy(decl.Body) {
				return true
			}
		}
	}
	return false
}

// mayCopy reports whether the body has an operand that may be in memory which others see.
func mayCopy(body *ast.BlockStmt) (found bool) {
	ast.Inspect(body, func(n ast.Node) bool {
		for _, x := range Operands(n) {
			switch ast.Unparen(x).(type) {
			case *ast.StarExpr, *ast.IndexExpr, *ast.SelectorExpr:
				found = true
			}
		}
		return !found
	})
	return found
}

func hasTypeParams(recv *ast.FieldList) (found bool) {
	if recv == nil {
		return false
	}
	ast.Inspect(recv, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.IndexExpr, *ast.IndexListExpr:
			found = true
		}
		return !found
	})
	return found
}

// Operands lists the expressions whose value the node copies.
func Operands(n ast.Node) []ast.Expr {
	switch n := n.(type) {
	case *ast.AssignStmt:
		if !movesWithin(n) {
			return n.Rhs
		}
	case *ast.ValueSpec:
		return n.Values
	case *ast.ReturnStmt:
		return n.Results
	case *ast.SendStmt:
		return []ast.Expr{n.Value}
	case *ast.CallExpr:
		return n.Args
	}
	return nil
}

// movesWithin reports whether elements change their places in one slice, as in
// xs[i], xs[j] = xs[j], xs[i]: that makes no second value.
func movesWithin(n *ast.AssignStmt) bool {
	base := func(x ast.Expr) string {
		if index, ok := ast.Unparen(x).(*ast.IndexExpr); ok {
			return types.ExprString(index.X)
		}
		return ""
	}
	for i, x := range n.Rhs {
		if i >= len(n.Lhs) || base(x) == "" || base(x) != base(n.Lhs[i]) {
			return false
		}
	}
	return true
}
