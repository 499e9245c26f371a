package cleanup

import (
	_ "embed"
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

//go:embed doc.go
var doc string

var (
	finalizer = &report.Kind{ID: "finalizer-holds",
		Format: "the finalizer of %s never runs: its function refers to %s (%s) and so keeps the object reachable; use the function's parameter"}
	cleanup = &report.Kind{ID: "cleanup-holds",
		Format: "the cleanup of %s never runs: its function refers to %s (%s) and so keeps the object reachable; pass what it needs as the argument"}
	same = &report.Kind{ID: "argument-is-object",
		Format: "this AddCleanup panics: the argument is the object itself, which would never become unreachable; pass only what the cleanup needs"}
	inner = &report.Kind{ID: "inner-pointer",
		Format: "this SetFinalizer ends the process: %s is not the beginning of an allocation; set the finalizer on the object that contains it"}
)

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "cleanup",
		DocFile:  doc,
		Tests:    true,
		Kinds:    []*report.Kind{finalizer, cleanup, same, inner},
		Requires: []*analysis.Analyzer{inspect.Analyzer},
		Run:      run,
	}.New()
}

func run(pass *report.Pass) {
	if !pass.Imports("runtime") {
		return
	}
	for cur := range pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root().Preorder((*ast.CallExpr)(nil)) {
		call := cur.Node().(*ast.CallExpr)
		fn := typeutil.StaticCallee(pass.TypesInfo, call)
		if fn == nil || len(call.Args) < 2 {
			continue
		}
		switch know.Name(fn) {
		case "runtime.SetFinalizer":
			holds(pass, cur, call, finalizer)
			part(pass, call.Args[0])
		case "runtime.AddCleanup":
			holds(pass, cur, call, cleanup)
			if v := vars.Of(pass.TypesInfo, call.Args[0]); len(call.Args) == 3 && v != nil && v == vars.Of(pass.TypesInfo, call.Args[2]) {
				pass.Report(report.Finding{At: call.Args[2], Kind: same})
			}
		}
	}
}

// holds looks for the object in the function literal. A variable that gets
// other values does not hold the object for ever.
func holds(pass *report.Pass, cur inspector.Cursor, call *ast.CallExpr, kind *report.Kind) {
	lit, ok := ast.Unparen(call.Args[1]).(*ast.FuncLit)
	v := object(pass.TypesInfo, call.Args[0])
	if !ok || v == nil {
		return
	}
	var held *vars.Use
	for use := range vars.Uses(pass.TypesInfo, vars.Func(cur), v) {
		if lit.Pos() <= use.Pos() && use.Pos() < lit.End() {
			if held == nil {
				held = &use
			}
		} else if use.Kind == vars.Set && use.Pos() > call.End() {
			return
		}
	}
	if held != nil && v.Pos() < lit.Pos() {
		pass.Report(report.Finding{At: call.Args[1], Kind: kind, Args: []any{
			v.Name(), v.Name(), pass.Line(lit.Pos(), held.Pos())}})
	}
}

// object is the variable that is the object, or holds a pointer to it.
func object(info *types.Info, e ast.Expr) *types.Var {
	if u, ok := ast.Unparen(e).(*ast.UnaryExpr); ok {
		e = u.X
	}
	return vars.Of(info, e)
}

// part reports the address of a field that is not the first one.
func part(pass *report.Pass, arg ast.Expr) {
	u, ok := ast.Unparen(arg).(*ast.UnaryExpr)
	if !ok {
		return
	}
	sel, ok := ast.Unparen(u.X).(*ast.SelectorExpr)
	if !ok {
		return
	}
	s := pass.TypesInfo.Selections[sel]
	if s == nil || s.Kind() != types.FieldVal || vars.Of(pass.TypesInfo, sel.X) == nil {
		return // a package variable may have a finalizer, which never runs
	}
	if first(s) {
		return
	}
	pass.Report(report.Finding{At: arg, Kind: inner, Args: []any{types.ExprString(arg)}})
}

// first reports whether the selected field may lie at the beginning of its
// struct: it is the first one, or those before it have no size.
func first(s *types.Selection) bool {
	t := s.Recv()
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	st, ok := t.Underlying().(*types.Struct)
	if !ok || len(s.Index()) != 1 {
		return true
	}
	for i := range s.Index()[0] {
		switch u := st.Field(i).Type().Underlying().(type) {
		case *types.Struct:
			if u.NumFields() > 0 {
				return false
			}
		case *types.Array:
			if u.Len() > 0 {
				return false
			}
		case *types.Interface:
			if _, ok := st.Field(i).Type().(*types.TypeParam); !ok {
				return false
			}
		default:
			return false
		}
	}
	return true
}
