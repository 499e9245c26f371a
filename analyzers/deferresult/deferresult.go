package deferresult

import (
	_ "embed"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

//go:embed doc.go
var doc string

var (
	lost = &report.Kind{ID: "lost",
		Format: "the caller never sees this value of %s: %s has copied the unnamed result before the deferred function runs; name the result"}
	recovered = &report.Kind{ID: "recovered",
		Format: "after the panic the caller gets %s, not this value of %s: a deferred function can set named results only; name the result (%s)"}
)

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "deferresult",
		DocFile:  doc,
		Tests:    true,
		Kinds:    []*report.Kind{lost, recovered},
		Requires: []*analysis.Analyzer{inspect.Analyzer},
		Run:      run,
	}.New()
}

func run(pass *report.Pass) {
	for cur := range pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root().Preorder((*ast.DeferStmt)(nil)) {
		lit, ok := ast.Unparen(cur.Node().(*ast.DeferStmt).Call.Fun).(*ast.FuncLit)
		if !ok {
			continue
		}
		fn := vars.Func(cur)
		typ, _ := vars.Signature(fn)
		if typ == nil || typ.Results == nil || named(typ.Results) {
			continue
		}
		if at, ok := cur.FindNode(lit); ok {
			check(pass, fn, at)
		}
	}
}

func named(results *ast.FieldList) bool {
	return len(results.List) > 0 && results.List[0].Names != nil
}

// check looks at the assignments in the literal that fn defers.
func check(pass *report.Pass, fn, lit inspector.Cursor) {
	seen := make(map[*types.Var]bool)
	for cur := range lit.Preorder((*ast.AssignStmt)(nil)) {
		for _, lhs := range cur.Node().(*ast.AssignStmt).Lhs {
			v := vars.Of(pass.TypesInfo, lhs)
			switch {
			case v == nil, seen[v]:
			case within(lit, v.Pos()), !within(fn, v.Pos()):
			case vars.Func(cur) != lit: // who calls that literal, and when?
			default:
				seen[v] = true
				judge(pass, fn, lit, cur, lhs, v)
			}
		}
	}
}

// setsNil reports whether the assignment sets the variable to nil.
func setsNil(info *types.Info, assign *ast.AssignStmt, lhs ast.Expr) bool {
	for i, e := range assign.Lhs {
		if e == lhs && len(assign.Lhs) == len(assign.Rhs) {
			return info.Types[assign.Rhs[i]].IsNil()
		}
	}
	return false
}

func judge(pass *report.Pass, fn, lit, assign inspector.Cursor, lhs ast.Expr, v *types.Var) {
	ret := returning(pass.TypesInfo, fn, v)
	if ret == nil || observed(pass.TypesInfo, fn, lit, assign, v) {
		return
	}
	if recovers(pass.TypesInfo, lit) {
		if setsNil(pass.TypesInfo, assign.Node().(*ast.AssignStmt), lhs) {
			return // what the caller gets anyway
		}
		zero := "zero values"
		if len(ret.Results) == 1 && types.Identical(v.Type(), types.Universe.Lookup("error").Type()) {
			zero = "a nil error"
		}
		pass.Report(report.Finding{At: lhs, Kind: recovered, Args: []any{zero, v.Name(), pass.Line(lhs.Pos(), fn.Node().Pos())}})
		return
	}
	pass.Report(report.Finding{At: lhs, Kind: lost, Args: []any{v.Name(), "the return statement of " + pass.Line(lhs.Pos(), ret.Pos())}})
}

// returning finds a statement of fn itself that returns the variable.
func returning(info *types.Info, fn inspector.Cursor, v *types.Var) *ast.ReturnStmt {
	for use := range vars.Uses(info, fn, v) {
		if use.Kind == vars.Read && use.At.ParentEdgeKind() == edge.ReturnStmt_Results && use.Func() == fn {
			return use.At.Parent().Node().(*ast.ReturnStmt)
		}
	}
	return nil
}

// observed reports whether something may read the variable after the
// assignment: the rest of the literal, a deferred literal that runs after it,
// any other literal, or whoever has its address.
func observed(info *types.Info, fn, lit, assign inspector.Cursor, v *types.Var) bool {
	loop := loopAround(assign, lit)
	for use := range vars.Uses(info, fn, v) {
		in := use.Func()
		switch {
		case use.Kind == vars.Address:
			return true
		case in == fn:
		case in != lit:
			if !(deferred(in) && use.Pos() > lit.Node().End()) {
				return true
			}
		case use.Kind != vars.Read:
		case use.Pos() > assign.Node().End(), loop.Valid() && within(loop, use.Pos()) && !within(assign, use.Pos()):
			return true
		}
	}
	return false
}

// deferred reports whether the literal is called by a defer statement, and so
// runs before those that were deferred earlier.
func deferred(lit inspector.Cursor) bool {
	if lit.ParentEdgeKind() != edge.CallExpr_Fun {
		return false
	}
	return lit.Parent().ParentEdgeKind() == edge.DeferStmt_Call
}

// loopAround returns the outermost loop of the literal around the statement.
func loopAround(cur, lit inspector.Cursor) inspector.Cursor {
	var found inspector.Cursor
	for loop := range cur.Enclosing((*ast.ForStmt)(nil), (*ast.RangeStmt)(nil)) {
		if !lit.Contains(loop) {
			break
		}
		found = loop
	}
	return found
}

// recovers reports whether the literal itself calls recover.
func recovers(info *types.Info, lit inspector.Cursor) bool {
	for cur := range lit.Preorder((*ast.CallExpr)(nil)) {
		id, ok := ast.Unparen(cur.Node().(*ast.CallExpr).Fun).(*ast.Ident)
		if ok && info.Uses[id] == types.Universe.Lookup("recover") && vars.Func(cur) == lit {
			return true
		}
	}
	return false
}

func within(cur inspector.Cursor, pos token.Pos) bool {
	return cur.Node().Pos() <= pos && pos < cur.Node().End()
}
