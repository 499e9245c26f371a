package locallock

import (
	_ "embed"
	"go/ast"
	"go/types"
	"slices"

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

var (
	unshared = &report.Kind{ID: "unshared",
		Format: "each call of this function locks a %s of its own, so that no call waits for another: declare it beside what it protects"}
	pool = &report.Kind{ID: "unshared-pool",
		Format: "each call of this function makes a pool %s of its own, so that Get always makes a new object: declare the pool at package level, or do without"}
)

// New makes the analyzer.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "locallock",
		DocFile:  doc,
		Kinds:    []*report.Kind{unshared, pool},
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
		if !ok || v.IsField() || v.Kind() != types.LocalVar {
			continue
		}
		kind, take, give := unshared, []string{"Lock", "RLock"}, []string{"Unlock", "RUnlock"}
		t := v.Type()
		if ptr, ok := t.Underlying().(*types.Pointer); ok && syncType(ptr.Elem()) != "" && vars.IsNew(pass.TypesInfo, vars.Init(root, v)) {
			t = ptr.Elem() // a new one in each call
		}
		switch syncType(t) {
		case "Mutex", "RWMutex":
		case "Pool":
			kind, take, give = pool, []string{"Get"}, nil
		default:
			continue
		}
		if alone(pass.TypesInfo, vars.Func(cur), v, take, give) {
			pass.Report(report.Finding{At: id, Kind: kind, Args: []any{v.Name()}})
		}
	}
}

// syncType is the name of a type of package sync, "" for all others.
func syncType(t types.Type) string {
	if named, ok := types.Unalias(t).(*types.Named); ok && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "sync" {
		return named.Obj().Name()
	}
	return ""
}

// alone reports whether the function calls one of the methods on the variable, and does nothing else
// with it than to call methods, by itself. In a loop, an object from a pool may come back. A lock that
// is never given back is there to block.
func alone(info *types.Info, fn inspector.Cursor, v *types.Var, take, give []string) bool {
	taken, given := false, give == nil
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
		if slices.Contains(take, sel.Sel.Name) {
			if sel.Sel.Name == "Get" && inLoop(call, v) {
				return false
			}
			taken = true
		}
		given = given || slices.Contains(give, sel.Sel.Name)
	}
	return taken && given
}

// inLoop reports whether a loop runs the call that does not make the variable anew.
func inLoop(call inspector.Cursor, v *types.Var) bool {
	for loop := range call.Enclosing((*ast.ForStmt)(nil), (*ast.RangeStmt)(nil)) {
		if loop.Node().Pos() > v.Pos() {
			return true
		}
	}
	return false
}
