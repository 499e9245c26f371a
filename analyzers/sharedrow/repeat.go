package sharedrow

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/gocorelint/gocorelint/analyzers/internal/calls"
	"github.com/gocorelint/gocorelint/analyzers/internal/expr"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// checkRepeat looks at the elements of slices.Repeat([]T{…}, n).
func checkRepeat(pass *report.Pass, call calls.Call) {
	lit, ok := ast.Unparen(call.Args[0]).(*ast.CompositeLit)
	if !ok {
		return
	}
	if n, ok := expr.Int(pass.TypesInfo, call.Args[1]); ok && n <= 1 {
		return
	}
	for _, elt := range lit.Elts {
		if name := fresh(pass.TypesInfo, elt); name != "" {
			pass.Report(report.Finding{At: elt, Kind: repeat, Args: []any{name}})
			return
		}
	}
}

// fresh says what the expression makes that is there to be changed.
func fresh(info *types.Info, e ast.Expr) string {
	switch e := ast.Unparen(e).(type) {
	case *ast.CallExpr:
		if name := expr.Builtin(info, e); name != "make" && name != "new" {
			return ""
		}
		switch info.TypeOf(e).Underlying().(type) {
		case *types.Slice:
			return "slice"
		case *types.Map:
			return "map"
		case *types.Pointer:
			return "variable"
		}
	case *ast.UnaryExpr:
		if _, ok := ast.Unparen(e.X).(*ast.CompositeLit); ok && e.Op == token.AND {
			return "variable"
		}
	}
	return ""
}
