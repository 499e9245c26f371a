package appendalias

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/calls"
	"github.com/gocorelint/gocorelint/analyzers/internal/expr"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

var tail = &report.Kind{ID: "tail-twice",
	Format: "this drops what is in front of %s, keeps the element there, and has what follows twice: to remove the element, append to %s"}

// checkTail reports append(s[i:], s[i+1:]...), which is meant to be append(s[:i], s[i+1:]...).
func checkTail(pass *report.Pass, call *ssa.Call) {
	syntax := pass.ResultOf[calls.Analyzer].(*calls.Index).At(call.Pos())
	if syntax == nil || !syntax.Ellipsis.IsValid() || len(syntax.Args) != 2 {
		return
	}
	to, from := endOf(syntax.Args[0]), endOf(syntax.Args[1])
	if to == nil || from == nil || !expr.Same(pass.TypesInfo, to.X, from.X) {
		return
	}
	next, ok := ast.Unparen(from.Low).(*ast.BinaryExpr)
	if !ok || next.Op != token.ADD || !expr.Same(pass.TypesInfo, next.X, to.Low) {
		return
	}
	if n, ok := expr.Int(pass.TypesInfo, next.Y); !ok || n != 1 {
		return
	}
	pass.Report(report.Finding{At: to, Kind: tail,
		Args: []any{types.ExprString(to.Low), types.ExprString(to.X) + "[:" + types.ExprString(to.Low) + "]"}})
}

// endOf recognizes s[i:].
func endOf(e ast.Expr) *ast.SliceExpr {
	s, ok := ast.Unparen(e).(*ast.SliceExpr)
	if !ok || s.Low == nil || s.High != nil {
		return nil
	}
	return s
}
