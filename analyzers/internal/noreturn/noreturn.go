// Package noreturn is the engine that knows which functions never return to
// their caller: they end the process, the goroutine or the test, panic, or
// loop for ever. What it does not know returns.
package noreturn

import (
	"go/ast"
	"go/types"
	"reflect"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/cfg"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/noreturn/syntax"
)

// Analyzer computes a *Result and exports a fact for each such function.
//
// It differs from ctrlflow of x/tools in knowing the standard library from a
// table, so that it says the same in drivers that never analyse it, and in
// building control-flow graphs only for functions that can qualify.
var Analyzer = &analysis.Analyzer{
	Name:       "noreturn",
	Doc:        "find functions that never return",
	Run:        run,
	FactTypes:  []analysis.Fact{new(neverReturns)},
	ResultType: reflect.TypeFor[*Result](),
}

// neverReturns means that a call of the function never comes back. Its absence
// means unknown.
type neverReturns struct{}

func (*neverReturns) AFact()         {}
func (*neverReturns) String() string { return "never returns" }

// A Result answers for the functions of a package and of those it imports.
// It may be asked by several checks at once.
type Result struct {
	pass  *analysis.Pass
	decls map[*types.Func]*ast.FuncDecl // candidates that were not looked at yet

	mu    sync.Mutex
	never map[*types.Func]bool
}

// NeverReturns reports whether a call of fn never comes back.
func (r *Result) NeverReturns(fn *types.Func) bool {
	if fn == nil {
		return false
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.neverReturns(fn.Origin())
}

func (r *Result) neverReturns(fn *types.Func) bool {
	if never, known := r.never[fn]; known {
		return never
	}
	decl := r.decls[fn]
	r.never[fn] = false // what a recursive call is taken for
	switch {
	case know.NeverReturns(fn):
		r.never[fn] = true
	case decl != nil:
		r.never[fn] = cfg.New(decl.Body, r.mayReturn).NoReturn()
	case fn.Pkg() != nil && fn.Pkg() != r.pass.Pkg:
		r.never[fn] = r.pass.ImportObjectFact(fn, new(neverReturns))
	}
	return r.never[fn]
}

func run(pass *analysis.Pass) (any, error) {
	r := &Result{
		pass:  pass,
		decls: make(map[*types.Func]*ast.FuncDecl),
		never: make(map[*types.Func]bool),
	}
	var order []*types.Func
	for _, file := range pass.Files {
		for _, decl := range file.Decls {
			decl, ok := decl.(*ast.FuncDecl)
			if !ok || decl.Body == nil || !syntax.CanQualify(decl.Body) {
				continue
			}
			if fn, ok := pass.TypesInfo.Defs[decl.Name].(*types.Func); ok {
				r.decls[fn] = decl
				order = append(order, fn)
			}
		}
	}
	for _, fn := range order {
		if r.NeverReturns(fn) {
			pass.ExportObjectFact(fn, new(neverReturns))
		}
	}
	// Facts must not be asked for when this run is over.
	for _, obj := range pass.TypesInfo.Uses {
		if fn, ok := obj.(*types.Func); ok {
			r.NeverReturns(fn)
		}
	}
	return r, nil
}

// Graph returns the control-flow graph of a function's body, in which calls that
// never come back end a block.
func (r *Result) Graph(body *ast.BlockStmt) *cfg.CFG {
	r.mu.Lock()
	defer r.mu.Unlock()
	return cfg.New(body, r.mayReturn)
}

// mayReturn is the predicate that cfg.New wants.
func (r *Result) mayReturn(call *ast.CallExpr) bool {
	if id, ok := ast.Unparen(call.Fun).(*ast.Ident); ok {
		if b, ok := r.pass.TypesInfo.Uses[id].(*types.Builtin); ok {
			return b.Name() != "panic"
		}
	}
	fn, _ := typeutil.Callee(r.pass.TypesInfo, call).(*types.Func)
	return fn == nil || !r.neverReturns(fn.Origin())
}
