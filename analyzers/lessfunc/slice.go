package lessfunc

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/gocorelint/gocorelint/analyzers/internal/calls"
	"github.com/gocorelint/gocorelint/analyzers/internal/expr"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

// otherSlice reports a less function that uses its indexes for another slice
// than the one that is sorted, and does not look at that.
func otherSlice(pass *report.Pass, call calls.Call, fn *function) {
	sorted := vars.Of(pass.TypesInfo, call.Args[0])
	if sorted == nil || !isLocal(pass, sorted) {
		return
	}
	var base ast.Expr
	var used *types.Var
	var index string
	fine := true
	ast.Inspect(fn.body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Ident:
			obj := pass.TypesInfo.Uses[n]
			// The sorted slice, and an index that is used for something else.
			fine = fine && obj != types.Object(sorted) && obj != fn.a && obj != fn.b
		case *ast.IndexExpr:
			id, ok := ast.Unparen(n.Index).(*ast.Ident)
			if !ok {
				return true
			}
			if obj := pass.TypesInfo.Uses[id]; obj != fn.a && obj != fn.b {
				return true
			}
			v := vars.Of(pass.TypesInfo, n.X)
			if v == nil || used != nil && v != used || v == sorted || !isLocal(pass, v) || !typeis.Slice(v.Type()) {
				fine = false
				return false
			}
			if used == nil {
				base, used, index = n.X, v, id.Name
			}
			return false
		}
		return fine
	})
	if !fine || used == nil {
		return
	}
	a, ok := sourcesOf(pass, sorted)
	b, ok2 := sourcesOf(pass, used)
	if !ok || !ok2 || a.may(pass.TypesInfo, used) || b.may(pass.TypesInfo, sorted) || a.unknown(pass.TypesInfo) && b.unknown(pass.TypesInfo) {
		return
	}
	pass.Report(report.Finding{At: base, Kind: other, Args: []any{call.Name, sorted.Name(), used.Name(), index}})
}

func isLocal(pass *report.Pass, v *types.Var) bool {
	return !v.IsField() && v.Parent() != pass.Pkg.Scope()
}

// sources are what a variable is ever set to.
type sources []ast.Expr

// sourcesOf is not ok where the address of the variable is taken.
func sourcesOf(pass *report.Pass, v *types.Var) (list sources, ok bool) {
	cur, ok := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root().FindByPos(v.Pos(), v.Pos())
	if !ok {
		return nil, false
	}
	fn := vars.Func(cur)
	if !fn.Valid() {
		return nil, false
	}
	for use := range vars.Uses(pass.TypesInfo, fn, v) {
		if use.Kind == vars.Address {
			return nil, false
		}
	}
	for stmt := range fn.Preorder((*ast.AssignStmt)(nil), (*ast.ValueSpec)(nil)) {
		var left, right []ast.Expr
		switch n := stmt.Node().(type) {
		case *ast.AssignStmt:
			left, right = n.Lhs, n.Rhs
		case *ast.ValueSpec:
			for _, id := range n.Names {
				left = append(left, id)
			}
			right = n.Values
		}
		for _, l := range left {
			if vars.Of(pass.TypesInfo, l) == v {
				list = append(list, right...)
			}
		}
	}
	return list, true
}

// may reports whether one of them may be a part of another variable.
func (s sources) may(info *types.Info, v *types.Var) bool {
	for _, e := range s {
		if mentions(info, e, v) {
			return true
		}
	}
	return false
}

// unknown reports whether one of them may be a part of anything.
func (s sources) unknown(info *types.Info) bool {
	for _, e := range s {
		switch e := ast.Unparen(e).(type) {
		case *ast.CompositeLit:
		case *ast.CallExpr:
			if mentions(info, e, nil) {
				return true
			}
		default:
			if !info.Types[e].IsNil() {
				return true
			}
		}
	}
	return false
}

// mentions reports whether the expression may be a part of the variable. A
// copy, and its length, are not; what a function returns may be.
func mentions(info *types.Info, e ast.Expr, v *types.Var) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			if info.Types[n.Fun].IsType() {
				return true // a conversion
			}
			switch expr.Builtin(info, n) {
			case "len", "cap":
				return false
			case "append":
				found = found || mentions(info, n.Args[0], v)
				return false
			case "make":
			default:
				if fn, ok := calleeName(info, n); ok && fn == "slices.Clone" {
					return false
				}
				found = found || v == nil // what it returns may be anything
				return !found
			}
		case *ast.Ident:
			found = found || v != nil && vars.Of(info, n) == v
		}
		return !found
	})
	return found
}

func calleeName(info *types.Info, call *ast.CallExpr) (string, bool) {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return "", false
	}
	fn, ok := info.Uses[sel.Sel].(*types.Func)
	if !ok {
		return "", false
	}
	return know.Name(fn), true
}
