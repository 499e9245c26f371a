package gctune

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/gocorelint/gocorelint/analyzers/internal/calls"
	"github.com/gocorelint/gocorelint/analyzers/internal/expr"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

// large is the size from which a slice that nobody uses is there for the
// collector only, in elements: no test and no example keeps so much alive.
const large = 16 << 20

// ballasts reports large slices that are made, and then only kept alive.
func ballasts(pass *report.Pass, index *calls.Index) {
	for _, keep := range index.Of("runtime.KeepAlive") {
		v := vars.Of(pass.TypesInfo, keep.Args[0])
		fn := vars.Func(keep.Cursor)
		if v == nil || !fn.Valid() {
			continue
		}
		made := madeAs(pass.TypesInfo, fn, v)
		if made == nil || used(pass.TypesInfo, fn, v) {
			continue
		}
		pass.Report(report.Finding{At: made, Kind: ballast, Args: []any{v.Name(), pass.Line(made.Pos(), keep.Pos())}})
	}
}

// madeAs returns the call of make, for a large slice, that gives the variable
// its first value.
func madeAs(info *types.Info, fn inspector.Cursor, v *types.Var) *ast.CallExpr {
	for cur := range fn.Preorder((*ast.Ident)(nil)) {
		if info.Defs[cur.Node().(*ast.Ident)] != v || cur.ParentEdgeKind() != edge.AssignStmt_Lhs {
			continue
		}
		assign := cur.Parent().Node().(*ast.AssignStmt)
		if len(assign.Lhs) != 1 || len(assign.Rhs) != 1 {
			return nil
		}
		call, ok := ast.Unparen(assign.Rhs[0]).(*ast.CallExpr)
		if !ok || len(call.Args) != 2 {
			return nil
		}
		if n, ok := expr.Int(info, call.Args[1]); ok && n >= large && expr.Builtin(info, call) == "make" {
			return call
		}
		return nil
	}
	return nil
}

// used reports whether anything but KeepAlive or the blank identifier gets the
// variable.
func used(info *types.Info, fn inspector.Cursor, v *types.Var) bool {
	for use := range vars.Uses(info, fn, v) {
		switch use.At.ParentEdgeKind() {
		case edge.CallExpr_Args:
			callee := typeutil.StaticCallee(info, use.At.Parent().Node().(*ast.CallExpr))
			if !know.Is(callee, "runtime.KeepAlive") {
				return true
			}
		case edge.AssignStmt_Rhs:
			lhs, ok := use.At.Parent().Node().(*ast.AssignStmt).Lhs[0].(*ast.Ident)
			if !ok || lhs.Name != "_" {
				return true
			}
		default:
			return true
		}
	}
	return false
}
