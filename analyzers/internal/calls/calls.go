// Package calls is the engine that knows where a package calls a function: one
// walk through the syntax for all checks that start from the calls of certain
// functions.
package calls

import (
	"go/ast"
	"go/token"
	"go/types"
	"reflect"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/gocorelint/gocorelint/analyzers/internal/know"
)

// Analyzer makes an *Index.
var Analyzer = &analysis.Analyzer{
	Name:       "calls",
	Doc:        "index calls by what they call",
	Run:        run,
	Requires:   []*analysis.Analyzer{inspect.Analyzer},
	ResultType: reflect.TypeFor[*Index](),
}

// An Index knows the calls of functions of other packages.
type Index struct {
	root inspector.Cursor
	of   map[string][]inspector.Cursor
}

func run(pass *analysis.Pass) (any, error) {
	// Naming a function costs more than finding it: once for each is enough.
	byFunc := make(map[*types.Func][]inspector.Cursor)
	root := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root()
	for cur := range root.Preorder((*ast.CallExpr)(nil)) {
		fn, ok := typeutil.Callee(pass.TypesInfo, cur.Node().(*ast.CallExpr)).(*types.Func)
		if ok && fn.Pkg() != nil && fn.Pkg() != pass.Pkg {
			fn = fn.Origin()
			byFunc[fn] = append(byFunc[fn], cur)
		}
	}
	x := &Index{root, make(map[string][]inspector.Cursor, len(byFunc))}
	for fn, list := range byFunc {
		x.of[know.Name(fn)] = list
	}
	return x, nil
}

// Of lists the calls of functions and methods, function by function, the calls
// of each in source order. They are named as types.Func.FullName names them,
// "sort.Slice" or "(*bytes.Buffer).Bytes"; a generic function by its origin.
func (x *Index) Of(names ...string) []Call {
	var list []Call
	for _, name := range names {
		for _, cur := range x.of[name] {
			list = append(list, Call{cur, cur.Node().(*ast.CallExpr), name})
		}
	}
	return list
}

// At returns the call around a position, such as that of an ssa.Call, or nil.
func (x *Index) At(pos token.Pos) *ast.CallExpr {
	if cur, ok := x.root.FindByPos(pos, pos); ok {
		for call := range cur.Enclosing((*ast.CallExpr)(nil)) {
			return call.Node().(*ast.CallExpr)
		}
	}
	return nil
}

// A Call is one call of a function that was asked for.
type Call struct {
	inspector.Cursor
	*ast.CallExpr
	Name string // of the function
}
