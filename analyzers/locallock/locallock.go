package locallock

import (
	_ "embed"
	"go/ast"
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

// Analyzer has the default settings.
var Analyzer = New()

var unshared = &report.Kind{ID: "unshared",
	Format: "each call of this function locks a %s of its own, so that no call waits for another: declare it beside what it protects"}

// New makes the analyzer.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "locallock",
		DocFile:  doc,
		Kinds:    []*report.Kind{unshared},
		Requires: []*analysis.Analyzer{inspect.Analyzer},
		Run:      run,
	}.New()
}

func run(pass *report.Pass) {
	if !pass.Imports("sync") {
		return
	}
	root := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root()
	for cur := range root.Preorder((*ast.Ident)(nil)) {
		id := cur.Node().(*ast.Ident)
		v, ok := pass.TypesInfo.Defs[id].(*types.Var)
		if !ok || v.IsField() || v.Kind() != types.LocalVar || !isLock(v.Type()) {
			continue
		}
		fn := vars.Func(cur)
		if !locks(pass.TypesInfo, fn, v) {
			continue
		}
		pass.Report(report.Finding{At: id, Kind: unshared, Args: []any{v.Name()}})
	}
}

// isLock reports whether a variable of the type is a lock.
func isLock(t types.Type) bool {
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "sync" &&
		(named.Obj().Name() == "Mutex" || named.Obj().Name() == "RWMutex")
}

// locks reports whether the function takes the lock, and does nothing else with it than
// to take and release it, by itself.
func locks(info *types.Info, fn inspector.Cursor, v *types.Var) bool {
	taken := false
	for use := range vars.Uses(info, fn, v) {
		sel, ok := use.At.Parent().Node().(*ast.SelectorExpr)
		if !ok || use.Func() != fn {
			return false
		}
		call := use.At.Parent().Parent()
		if kind, _ := use.At.Parent().ParentEdge(); kind != edge.CallExpr_Fun {
			return false // a method value
		}
		if kind, _ := call.ParentEdge(); kind == edge.GoStmt_Call {
			return false
		}
		if sel.Sel.Name == "Lock" || sel.Sel.Name == "RLock" {
			taken = true
		}
	}
	return taken
}
