package copyempty

import (
	_ "embed"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/calls"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

var (
	copied = &report.Kind{ID: "copied-nothing",
		Format: "copy copies nothing: %s has length 0 here, whatever its capacity; make it with the length of the source, or append to it"}
	read = &report.Kind{ID: "read-nothing",
		Format: "%s reads nothing: %s has length 0 here, whatever its capacity; make it with the length that is to be read"}
)

// Analyzer finds copies and reads into slices of length 0.
var Analyzer = New()

// New makes the analyzer.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "copyempty",
		DocFile:  doc,
		Tests:    true,
		Kinds:    []*report.Kind{copied, read, self},
		Requires: []*analysis.Analyzer{flow.Analyzer, calls.Analyzer, inspect.Analyzer},
		Run:      run,
	}.New()
}

func run(pass *report.Pass) {
	for _, fn := range pass.ResultOf[flow.Analyzer].(*flow.Package).Funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if call, ok := instr.(*ssa.Call); ok {
					check(pass, call)
				}
				checkSelf(pass, instr)
			}
		}
	}
}

func check(pass *report.Pass, call *ssa.Call) {
	if b, ok := call.Call.Value.(*ssa.Builtin); ok {
		dst := call.Call.Args
		if b.Name() != "copy" || !isEmpty(dst[0], nil) {
			return
		}
		if syntax := pass.ResultOf[calls.Analyzer].(*calls.Index).At(call.Pos()); syntax != nil && len(syntax.Args) == 2 {
			pass.Report(report.Finding{At: syntax, Kind: copied, Args: []any{types.ExprString(syntax.Args[0])}})
		}
		return
	}
	buf := flow.ReadsInto(&call.Call)
	if pass.InTest(call.Pos()) {
		return // a test may want to see what a read of nothing does
	}
	if buf == nil || !isEmpty(buf, nil) {
		return
	}
	syntax := pass.ResultOf[calls.Analyzer].(*calls.Index).At(call.Pos())
	if syntax == nil || len(syntax.Args) == 0 {
		return
	}
	arg, full := syntax.Args[0], false
	if call.Call.StaticCallee() != nil && call.Call.StaticCallee().Name() == "ReadFull" {
		arg, full = syntax.Args[len(syntax.Args)-1], true
	}
	if _, inline := ast.Unparen(arg).(*ast.CallExpr); inline && !full {
		return // nobody can look at what was read
	}
	if !hasRoom(buf) && !full && !isKept(pass, arg) || pass.TypesInfo.Types[arg].IsNil() {
		return
	}
	pass.Report(report.Finding{At: syntax, Kind: read, Args: []any{types.ExprString(syntax.Fun), types.ExprString(arg)}})
}

// isEmpty reports whether the slice has length 0 on every path.
func isEmpty(v ssa.Value, seen map[*ssa.Phi]bool) bool {
	switch v := v.(type) {
	case *ssa.Const:
		return v.IsNil()
	case *ssa.MakeSlice:
		return isZero(v.Len)
	case *ssa.ChangeType:
		return isEmpty(v.X, seen)
	case *ssa.Slice:
		if v.High != nil {
			return isZero(v.High)
		}
		if ptr, ok := v.X.Type().Underlying().(*types.Pointer); ok {
			array, ok := ptr.Elem().Underlying().(*types.Array)
			return ok && array.Len() == 0 && isMade(v.X)
		}
		return isEmpty(v.X, seen)
	case *ssa.UnOp:
		return v.Op == token.MUL && loadsEmpty(v)
	case *ssa.Phi:
		if seen[v] {
			return true // what the other edges are
		}
		if seen == nil {
			seen = make(map[*ssa.Phi]bool)
		}
		seen[v] = true
		for _, e := range v.Edges {
			if !isEmpty(e, seen) {
				return false
			}
		}
		return true
	}
	return false
}

// isMade reports whether an array is what a literal of a slice stands for. One that the source names
// is as long as its author said, in generic code or on this platform none at all.
func isMade(array ssa.Value) bool {
	alloc, ok := array.(*ssa.Alloc)
	return ok && (alloc.Comment == "slicelit" || alloc.Comment == "makeslice")
}

// hasRoom reports whether the slice was made with length 0 and a capacity: the
// room shows that something was to be read.
func hasRoom(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.MakeSlice:
		return !isZero(v.Cap)
	case *ssa.Slice: // of a capacity that is constant
		alloc, ok := v.X.(*ssa.Alloc)
		if !ok || alloc.Comment != "makeslice" || v.High == nil {
			return false
		}
		array, ok := alloc.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Array)
		return ok && array.Len() > 0
	}
	return false
}

func isZero(v ssa.Value) bool {
	k, ok := v.(*ssa.Const)
	return ok && k.Value != nil && k.Value.Kind() == constant.Int && constant.Sign(k.Value) == 0
}
