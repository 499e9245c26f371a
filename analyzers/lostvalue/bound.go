package lostvalue

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

// lookBound judges f := x.M with a value receiver: changes of x between that and a call
// of f are lost on f.
func lookBound(pass *report.Pass, stmt inspector.Cursor, n *ast.AssignStmt) {
	if n.Tok != token.DEFINE || len(n.Lhs) != 1 || len(n.Rhs) != 1 {
		return
	}
	sel, ok := ast.Unparen(n.Rhs[0]).(*ast.SelectorExpr)
	if !ok {
		return
	}
	x, f := vars.Of(pass.TypesInfo, sel.X), vars.Of(pass.TypesInfo, n.Lhs[0])
	if x == nil || f == nil || !bindsCopy(pass.TypesInfo, sel) {
		return
	}
	fn := vars.Func(stmt)
	if jumps(fn) {
		return
	}
	change := changeAfter(pass.TypesInfo, fn, x, n.End())
	if change == nil || !calledAfter(pass.TypesInfo, fn, f, change.End()) {
		return
	}
	pass.Report(report.Finding{At: change, Kind: bound, Args: []any{f.Name(), pass.Line(change.Pos(), n.Pos()), x.Name(), sel.Sel.Name}})
}

// bindsCopy reports whether the selector is a method value that holds a copy of a struct.
func bindsCopy(info *types.Info, sel *ast.SelectorExpr) bool {
	s := info.Selections[sel]
	if s == nil || s.Kind() != types.MethodVal || len(s.Index()) != 1 || typeis.Pointer(s.Recv()) {
		return false
	}
	recv := s.Obj().(*types.Func).Signature().Recv()
	_, isStruct := s.Recv().Underlying().(*types.Struct)
	return isStruct && recv != nil && !typeis.Pointer(recv.Type())
}

// changeAfter is the first assignment to a part of the variable behind the place. It is nil
// if anybody else may have the variable.
func changeAfter(info *types.Info, fn inspector.Cursor, x *types.Var, after token.Pos) ast.Node {
	var change ast.Node
	for use := range vars.Uses(info, fn, x) {
		switch {
		case use.Func() != fn, use.Kind == vars.Address:
			return nil
		case use.Kind == vars.Part && use.Pos() > after && change == nil:
			change = use.At.Node()
		}
	}
	return change
}

// calledAfter reports whether the function value is called behind the place, and is
// the same one there.
func calledAfter(info *types.Info, fn inspector.Cursor, f *types.Var, after token.Pos) bool {
	called := false
	for use := range vars.Uses(info, fn, f) {
		if use.Kind != vars.Read || use.Func() != fn {
			return false
		}
		called = called || use.Pos() > after && use.At.ParentEdgeKind() == edge.CallExpr_Fun
	}
	return called
}
