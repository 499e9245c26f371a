package closewrite

import (
	_ "embed"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/gocorelint/gocorelint/analyzers/internal/calls"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

//go:embed doc.go
var doc string

var dropped = &report.Kind{ID: "dropped",
	Format: "a failed write may show only in the error of this Close, which is dropped: %s of %s would return nil for a file that is not complete; return it"}

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "closewrite",
		DocFile:  doc,
		Kinds:    []*report.Kind{dropped},
		Requires: []*analysis.Analyzer{calls.Analyzer},
		Run:      run,
	}.New()
}

func run(pass *report.Pass) {
	if !pass.Imports("os") {
		return
	}
	for _, call := range pass.ResultOf[calls.Analyzer].(*calls.Index).Of("os.Create", "os.OpenFile") {
		f := newFile(pass, call)
		if f == nil || !f.look() || !f.written || f.dropped == nil {
			continue
		}
		fn := "the function"
		if decl, ok := f.fn.Node().(*ast.FuncDecl); ok {
			fn = decl.Name.Name
		}
		at := f.dropped.Node()
		pass.Report(report.Finding{At: at, Kind: dropped, Args: []any{fn, pass.Line(at.Pos(), f.fn.Node().Pos())}})
	}
}

// A file is a local variable that holds a file opened for writing.
type file struct {
	*report.Pass
	call    calls.Call
	fn      inspector.Cursor // the function that opens it
	v       *types.Var
	written bool
	dropped *inspector.Cursor // the first Close whose error is dropped
}

// newFile returns nil unless the file is opened for writing, into a variable of
// a function that can return an error.
func newFile(pass *report.Pass, call calls.Call) *file {
	if call.ParentEdgeKind() != edge.AssignStmt_Rhs || call.Name == "os.OpenFile" && !forWriting(pass.TypesInfo, call.CallExpr) {
		return nil
	}
	v := vars.Of(pass.TypesInfo, call.Parent().Node().(*ast.AssignStmt).Lhs[0])
	fn := vars.Func(call.Cursor)
	if v == nil || !fn.Valid() || v.Pos() < fn.Node().Pos() || !returnsError(pass.TypesInfo, fn) {
		return nil
	}
	return &file{Pass: pass, call: call, fn: fn, v: v}
}

// forWriting reports whether the flags ask for writing. O_SYNC means that each
// write waits for the disk, and O_EXCL is most often for lock files.
func forWriting(info *types.Info, call *ast.CallExpr) bool {
	fn := typeutil.StaticCallee(info, call)
	if fn == nil || len(call.Args) != 3 {
		return false
	}
	given := info.Types[call.Args[1]].Value
	if given == nil {
		return false
	}
	has := func(name string) bool {
		flag, ok := fn.Pkg().Scope().Lookup(name).(*types.Const)
		return ok && constant.Sign(constant.BinaryOp(given, token.AND, flag.Val())) != 0
	}
	return (has("O_WRONLY") || has("O_RDWR")) && !has("O_SYNC") && !has("O_EXCL")
}

func returnsError(info *types.Info, fn inspector.Cursor) bool {
	typ, _ := vars.Signature(fn)
	if typ.Results == nil || len(typ.Results.List) == 0 {
		return false
	}
	last := typ.Results.List[len(typ.Results.List)-1]
	return types.Identical(info.TypeOf(last.Type), types.Universe.Lookup("error").Type())
}

// look goes through all that is done with the file. It is false where somebody
// looks at the error of Close or Sync, or may.
func (f *file) look() bool {
	for use := range vars.Uses(f.TypesInfo, f.fn, f.v) {
		if use.Kind == vars.Set && use.At.Parent() == f.call.Parent() {
			continue
		}
		if use.Kind != vars.Read || !f.use(use.At) {
			return false
		}
	}
	return true
}

func (f *file) use(at inspector.Cursor) bool {
	switch at.ParentEdgeKind() {
	case edge.SelectorExpr_X:
		method := at.Parent()
		if method.ParentEdgeKind() != edge.CallExpr_Fun {
			return false
		}
		call := method.Parent()
		switch name := method.Node().(*ast.SelectorExpr).Sel.Name; name {
		case "Sync", "Fd", "SyscallConn":
			return false
		case "Close":
			if !drops(call) {
				return false
			}
			if f.dropped == nil && call.ParentEdgeKind() == edge.DeferStmt_Call {
				f.dropped = &call
			}
		case "Write", "WriteString", "WriteAt", "ReadFrom":
			f.written = true
		}
		return true
	case edge.CallExpr_Args:
		return f.given(at)
	}
	return false
}

// drops reports whether nobody gets the result of the call.
func drops(call inspector.Cursor) bool {
	switch call.ParentEdgeKind() {
	case edge.DeferStmt_Call, edge.ExprStmt_X:
		return true
	case edge.AssignStmt_Rhs:
		assign := call.Parent().Node().(*ast.AssignStmt)
		id, ok := assign.Lhs[0].(*ast.Ident)
		return ok && len(assign.Lhs) == 1 && id.Name == "_"
	}
	return false
}

// given reports whether the callee leaves closing to the caller: it asks for a
// writer or reader, and so can't close.
func (f *file) given(at inspector.Cursor) bool {
	call := at.Parent().Node().(*ast.CallExpr)
	sig, ok := f.TypesInfo.TypeOf(call.Fun).(*types.Signature)
	if !ok {
		return false
	}
	if fn := typeutil.StaticCallee(f.TypesInfo, call); fn != nil && fn.Pkg() != nil && (fn.Pkg().Path() == "log" || fn.Pkg().Path() == "log/slog") {
		return false // a log ends anywhere
	}
	i := at.ParentEdgeIndex()
	if i >= sig.Params().Len() || sig.Variadic() && i == sig.Params().Len()-1 {
		return false
	}
	param, ok := sig.Params().At(i).Type().Underlying().(*types.Interface)
	if !ok {
		return false
	}
	writes := false
	for m := range param.Methods() {
		switch m.Name() {
		case "Write":
			writes = true
		case "Close", "Sync":
			return false
		}
	}
	f.written = f.written || writes
	return writes
}
