package wallclock

import (
	_ "embed"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/gocorelint/gocorelint/analyzers/internal/calls"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

//go:embed doc.go
var doc string

var (
	difference = &report.Kind{ID: "unix-difference",
		Format: "this duration jumps when the clock is set, since %s (%s) leaves the clock that only goes on behind: keep time.Now(), and use time.Since"}
	stripped = &report.Kind{ID: "stripped",
		Format: "this duration jumps when the clock is set: %s (%s) has no monotonic reading after %s; measure from time.Now(), and convert where it is shown"}
)

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "wallclock",
		DocFile:  doc,
		Kinds:    []*report.Kind{difference, stripped},
		Requires: []*analysis.Analyzer{calls.Analyzer},
		Run:      run,
	}.New()
}

func run(pass *report.Pass) {
	if !pass.Imports("time") {
		return
	}
	index := pass.ResultOf[calls.Analyzer].(*calls.Index)
	for _, call := range index.Of("(time.Time).Unix", "(time.Time).UnixMilli", "(time.Time).UnixMicro", "(time.Time).UnixNano") {
		if isNow(pass.TypesInfo, receiver(call.CallExpr)) {
			differences(pass, call)
		}
	}
	for _, call := range index.Of("(time.Time).UTC", "(time.Time).Local", "(time.Time).In") {
		if isNow(pass.TypesInfo, receiver(call.CallExpr)) {
			durations(pass, call)
		}
	}
}

func receiver(call *ast.CallExpr) ast.Expr {
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok {
		return sel.X
	}
	return nil
}

// isNow reports whether the expression is a call of time.Now.
func isNow(info *types.Info, e ast.Expr) bool {
	if e == nil {
		return false
	}
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	return ok && isCall(info, call, "time.Now")
}

func isCall(info *types.Info, call *ast.CallExpr, name string) bool {
	fn := typeutil.StaticCallee(info, call)
	return know.Is(fn, name)
}

// held returns the local variable that holds the value of the call, and no
// other value while it lives, with the function around.
func held(info *types.Info, call calls.Call) (v *types.Var, fn inspector.Cursor) {
	if call.ParentEdgeKind() != edge.AssignStmt_Rhs {
		return nil, fn
	}
	assign := call.Parent().Node().(*ast.AssignStmt)
	if len(assign.Lhs) != len(assign.Rhs) {
		return nil, fn
	}
	fn = vars.Func(call.Cursor)
	v = vars.Of(info, assign.Lhs[call.ParentEdgeIndex()])
	if v == nil || !fn.Valid() || v.Pos() < fn.Node().Pos() || assign.Tok != token.DEFINE {
		return nil, fn
	}
	for use := range vars.Uses(info, fn, v) {
		if use.Kind != vars.Read {
			return nil, fn
		}
	}
	return v, fn
}

// differences reports what is subtracted from the same of a later time.Now.
func differences(pass *report.Pass, call calls.Call) {
	v, fn := held(pass.TypesInfo, call)
	if v == nil {
		return
	}
	for use := range vars.Uses(pass.TypesInfo, fn, v) {
		if use.At.ParentEdgeKind() != edge.BinaryExpr_Y {
			continue
		}
		sub := use.At.Parent().Node().(*ast.BinaryExpr)
		if sub.Op != token.SUB {
			continue
		}
		if later, ok := ast.Unparen(sub.X).(*ast.CallExpr); ok && isCall(pass.TypesInfo, later, call.Name) && isNow(pass.TypesInfo, receiver(later)) {
			pass.Report(report.Finding{At: sub, Kind: difference, Args: []any{v.Name(), pass.Line(sub.Pos(), call.Pos())}})
		}
	}
}

// durations reports time.Since(v). Who writes time.Now().Sub(v) hears from staticcheck (S1012) that
// this is time.Since, and then from here.
func durations(pass *report.Pass, call calls.Call) {
	v, fn := held(pass.TypesInfo, call)
	if v == nil {
		return
	}
	for use := range vars.Uses(pass.TypesInfo, fn, v) {
		if use.At.ParentEdgeKind() != edge.CallExpr_Args {
			continue
		}
		measure := use.At.Parent().Node().(*ast.CallExpr)
		if !isCall(pass.TypesInfo, measure, "time.Since") {
			continue
		}
		method := call.Fun.(*ast.SelectorExpr).Sel.Name
		pass.Report(report.Finding{At: measure, Kind: stripped, Args: []any{v.Name(), pass.Line(measure.Pos(), call.Pos()), method}})
	}
}
