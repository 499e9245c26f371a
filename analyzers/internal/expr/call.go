package expr

import (
	"go/ast"
	"go/constant"
	"go/types"
)

// Builtin is the name of the predeclared function that is called, "" where it is none.
func Builtin(info *types.Info, call *ast.CallExpr) string {
	id, ok := ast.Unparen(call.Fun).(*ast.Ident)
	if !ok {
		return ""
	}
	if b, ok := info.Uses[id].(*types.Builtin); ok {
		return b.Name()
	}
	return ""
}

// Int is the value of a constant expression that is an integer.
func Int(info *types.Info, e ast.Expr) (n int64, ok bool) {
	v := info.Types[e].Value
	if v == nil {
		return 0, false
	}
	return constant.Int64Val(constant.ToInt(v))
}
