package lostvalue

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

var shadowed = &report.Kind{ID: "shadowed",
	Format: "this declares another %s: the one of %s, which the function literal tests at %s, is never set, and its branch never runs; assign with ="}

// lookShadow judges the declarations of a := statement that hide a variable of the same name and type around them. If nothing
// ever sets that one, a function literal that tests it for nil does so in vain.
func lookShadow(pass *report.Pass, root, cur inspector.Cursor, stmt *ast.AssignStmt) {
	if stmt.Tok != token.DEFINE {
		return
	}
	for _, lhs := range stmt.Lhs {
		id, ok := lhs.(*ast.Ident)
		if !ok {
			continue
		}
		inner, ok := pass.TypesInfo.Defs[id].(*types.Var)
		if !ok || inner.Parent() == nil || !canBeNil(inner.Type()) {
			continue
		}
		outer := around(inner)
		if outer == nil || !types.Identical(outer.Type(), inner.Type()) {
			continue
		}
		if test := testOfUnset(pass, root, cur, outer); test != nil {
			pass.Report(report.Finding{At: id, Kind: shadowed,
				Args: []any{id.Name, pass.Line(id.Pos(), outer.Pos()), pass.Line(id.Pos(), test.Pos())},
				Related: []analysis.RelatedInformation{
					report.Related(report.At(outer.Pos(), len(id.Name)), "this one is never set"),
					report.Related(test, "here it is tested"),
				}})
		}
	}
}

// around is the local variable that a declaration hides.
func around(inner *types.Var) *types.Var {
	scope := inner.Parent().Parent()
	if scope == nil {
		return nil
	}
	_, obj := scope.LookupParent(inner.Name(), inner.Pos())
	outer, ok := obj.(*types.Var)
	if !ok || outer.Pkg() == nil || outer.Parent() == outer.Pkg().Scope() {
		return nil
	}
	return outer
}

// testOfUnset finds the comparison with nil in a function literal of a variable that is declared without a value in the
// function of the statement, and never set. It is nil if there is none.
func testOfUnset(pass *report.Pass, root, stmt inspector.Cursor, v *types.Var) (test ast.Expr) {
	id, ok := root.FindByPos(v.Pos(), v.Pos())
	if !ok || id.ParentEdgeKind() != edge.ValueSpec_Names || vars.Func(id) != vars.Func(stmt) {
		return nil
	}
	if spec := id.Parent().Node().(*ast.ValueSpec); len(spec.Values) > 0 {
		return nil
	}
	for use := range vars.Uses(pass.TypesInfo, vars.Func(id), v) {
		if use.Kind != vars.Read {
			return nil
		}
		if cmp := nilTest(use.At); cmp != nil && use.Func() != vars.Func(id) {
			test = cmp
		}
	}
	return test
}

// nilTest is the comparison with nil that an identifier is an operand of.
func nilTest(id inspector.Cursor) ast.Expr {
	cmp, ok := id.Parent().Node().(*ast.BinaryExpr)
	if !ok || cmp.Op != token.NEQ && cmp.Op != token.EQL {
		return nil
	}
	for _, operand := range []ast.Expr{cmp.X, cmp.Y} {
		if other, ok := ast.Unparen(operand).(*ast.Ident); ok && other.Name == "nil" {
			return cmp
		}
	}
	return nil
}

func canBeNil(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Pointer, *types.Interface, *types.Map, *types.Slice, *types.Chan, *types.Signature:
		return true
	}
	return false
}
