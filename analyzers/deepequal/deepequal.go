package deepequal

import (
	_ "embed"
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"

	"github.com/gocorelint/gocorelint/analyzers/internal/calls"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

var (
	differentTypes = &report.Kind{ID: "different-types",
		Format: "reflect.DeepEqual is always false here: %s is a %s and %s a %s; convert one of them to the type of the other"}
	untypedNil = &report.Kind{ID: "untyped-nil",
		Format: "reflect.DeepEqual is always false here: %s is a %s, also when it is nil, and nil has no type; compare with == nil"}
	times = &report.Kind{ID: "time",
		Format: "reflect.DeepEqual compares the fields of the times: one instant differs from itself in another location, or read from a clock; use %s.Equal"}
	functions = &report.Kind{ID: "function",
		Format: "reflect.DeepEqual is false for functions, even for one and the same, unless both are nil"}
	empty = &report.Kind{ID: "empty",
		Format: "reflect.DeepEqual is false if %s is nil, which is empty as well: ask for len(%s) == 0"}
)

// Analyzer finds calls of reflect.DeepEqual that can't say what they are asked.
var Analyzer = New()

// New makes the analyzer.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "deepequal",
		DocFile:  doc,
		Tests:    true,
		Kinds:    []*report.Kind{differentTypes, untypedNil, times, functions, empty},
		Requires: []*analysis.Analyzer{calls.Analyzer},
		Run:      run,
	}.New()
}

func run(pass *report.Pass) {
	if !pass.Imports("reflect") {
		return
	}
	for _, call := range pass.ResultOf[calls.Analyzer].(*calls.Index).Of("reflect.DeepEqual") {
		if len(call.Args) == 2 {
			check(pass, call)
		}
	}
}

func check(pass *report.Pass, call calls.Call) {
	x, y := call.Args[0], call.Args[1]
	tx, ty := argType(pass, x), argType(pass, y)
	name := func(t types.Type) string { return types.TypeString(t, types.RelativeTo(pass.Pkg)) }
	switch {
	case isNil(pass, x):
		x, y, tx = y, x, ty
		fallthrough
	case isNil(pass, y):
		if tx != nil && !isNil(pass, x) {
			pass.Report(report.Finding{At: call, Kind: untypedNil, Args: []any{types.ExprString(x), name(tx)}})
		}
	case tx == nil || ty == nil:
	case !types.Identical(tx, ty):
		pass.Report(report.Finding{At: call, Kind: differentTypes, Args: []any{types.ExprString(x), name(tx), types.ExprString(y), name(ty)}})
	case isFunc(tx):
		pass.Report(report.Finding{At: call, Kind: functions})
	case pass.IsTest(fileOf(pass, call)): // which wants to know of nil, and makes its times itself
	case isTime(tx):
		pass.Report(report.Finding{At: call, Kind: times, Args: []any{types.ExprString(x)}})
	case isEmpty(x) && !isEmpty(y):
		pass.Report(report.Finding{At: call, Kind: empty, Args: []any{types.ExprString(y), types.ExprString(y)}})
	case isEmpty(y) && !isEmpty(x):
		pass.Report(report.Finding{At: call, Kind: empty, Args: []any{types.ExprString(x), types.ExprString(x)}})
	}
}

// argType returns the type with which the argument arrives, nil if it is known at
// run time only.
func argType(pass *report.Pass, e ast.Expr) types.Type {
	t := pass.TypesInfo.TypeOf(e)
	if t == nil || types.IsInterface(t) || isGeneric(t, 0) {
		return nil
	}
	return types.Default(t)
}

// isGeneric reports whether two types may be one in an instance.
func isGeneric(t types.Type, depth int) bool {
	if depth > 10 {
		return true
	}
	switch t := types.Unalias(t).(type) {
	case *types.TypeParam:
		return true
	case *types.Named:
		for arg := range t.TypeArgs().Types() {
			if isGeneric(arg, depth+1) {
				return true
			}
		}
	case *types.Pointer:
		return isGeneric(t.Elem(), depth+1)
	case *types.Slice:
		return isGeneric(t.Elem(), depth+1)
	case *types.Array:
		return isGeneric(t.Elem(), depth+1)
	case *types.Map:
		return isGeneric(t.Key(), depth+1) || isGeneric(t.Elem(), depth+1)
	case *types.Chan:
		return isGeneric(t.Elem(), depth+1)
	case *types.Struct:
		for f := range t.Fields() {
			if isGeneric(f.Type(), depth+1) {
				return true
			}
		}
	case *types.Signature:
		return isGenericTuple(t.Params(), depth) || isGenericTuple(t.Results(), depth)
	}
	return false
}

func isGenericTuple(t *types.Tuple, depth int) bool {
	for v := range t.Variables() {
		if isGeneric(v.Type(), depth+1) {
			return true
		}
	}
	return false
}

func isNil(pass *report.Pass, e ast.Expr) bool { return pass.TypesInfo.Types[e].IsNil() }

func isTime(t types.Type) bool {
	if ptr, ok := types.Unalias(t).(*types.Pointer); ok {
		t = ptr.Elem()
	}
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "time" && named.Obj().Name() == "Time"
}

func isFunc(t types.Type) bool {
	_, ok := t.Underlying().(*types.Signature)
	return ok
}

// isEmpty recognizes []T{}, map[K]V{} and their conversions.
func isEmpty(e ast.Expr) bool {
	lit, ok := ast.Unparen(e).(*ast.CompositeLit)
	if !ok || len(lit.Elts) > 0 {
		return false
	}
	switch t := lit.Type.(type) {
	case *ast.ArrayType:
		return t.Len == nil
	case *ast.MapType:
		return true
	}
	return false
}

func fileOf(pass *report.Pass, call calls.Call) *ast.File {
	for _, f := range pass.Files {
		if f.FileStart <= call.Pos() && call.Pos() <= f.FileEnd {
			return f
		}
	}
	return nil
}
