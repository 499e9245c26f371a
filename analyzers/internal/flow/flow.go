// Package flow is the engine of control flow: the SSA form that all checks of
// a package share, its natural loops, and questions about paths.
package flow

import (
	"go/ast"
	"go/types"
	"reflect"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/noreturn"
)

// Analyzer builds the SSA form of a package once for all checks.
//
// It differs from buildssa of x/tools in what ends a block: calls that the
// noreturn engine knows never come back.
var Analyzer = &analysis.Analyzer{
	Name:       "flow",
	Doc:        "build SSA form and answer questions about control flow",
	Run:        run,
	Requires:   []*analysis.Analyzer{noreturn.Analyzer},
	ResultType: reflect.TypeFor[*Package](),
}

// A Package is the SSA form of one package.
type Package struct {
	Pkg *ssa.Package
	// Funcs lists the functions that the source declares, each followed by the
	// function literals in it, in source order.
	Funcs []*ssa.Function
}

func run(pass *analysis.Pass) (any, error) {
	prog := ssa.NewProgram(pass.Fset, 0)
	prog.SetNoReturn(pass.ResultOf[noreturn.Analyzer].(*noreturn.Result).NeverReturns)
	for _, imp := range pass.Pkg.Imports() {
		prog.CreatePackage(imp, nil, nil, true)
	}
	pkg := prog.CreatePackage(pass.Pkg, pass.Files, pass.TypesInfo, false)
	pkg.Build()

	p := &Package{Pkg: pkg}
	for _, file := range pass.Files {
		for _, decl := range file.Decls {
			decl, ok := decl.(*ast.FuncDecl)
			if !ok {
				continue
			}
			obj, ok := pass.TypesInfo.Defs[decl.Name].(*types.Func)
			if !ok {
				continue
			}
			if fn := prog.FuncValue(obj); fn != nil {
				p.add(fn)
			}
		}
	}
	// Function literals in package-level variables belong to the initializer.
	if init := pkg.Func("init"); init != nil {
		for _, lit := range init.AnonFuncs {
			p.add(lit)
		}
	}
	return p, nil
}

func (p *Package) add(fn *ssa.Function) {
	p.Funcs = append(p.Funcs, fn)
	for _, lit := range fn.AnonFuncs {
		p.add(lit)
	}
}
