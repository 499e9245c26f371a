// Package flow is the engine of control flow: the SSA form that all checks of
// a package share, its natural loops, and questions about paths.
package flow

import (
	"go/ast"
	"go/token"
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
	// function literals in it that control can come to, in source order.
	Funcs []*ssa.Function
	// Linked are the functions and variables of the package that others get at by a directive, whatever their names.
	Linked map[types.Object]bool
}

func run(pass *analysis.Pass) (any, error) {
	prog := ssa.NewProgram(pass.Fset, 0)
	prog.SetNoReturn(pass.ResultOf[noreturn.Analyzer].(*noreturn.Result).NeverReturns)
	createImports(prog, pass)
	pkg := prog.CreatePackage(pass.Pkg, pass.Files, pass.TypesInfo, false)
	pkg.Build()

	p := &Package{Pkg: pkg, Linked: linked(pass.Pkg, pass.Files)}
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
		p.addLiterals(init)
	}
	return p, nil
}

func (p *Package) add(fn *ssa.Function) {
	p.Funcs = append(p.Funcs, fn)
	p.addLiterals(fn)
}

// addLiterals adds the function literals in fn that control can come to. Those
// behind a call that never returns, such as t.Skip, are left in AnonFuncs
// although the code around them is gone: what they use seems never to be made.
func (p *Package) addLiterals(fn *ssa.Function) {
	if len(fn.AnonFuncs) == 0 {
		return
	}
	live := make(map[*ssa.Function]bool)
	var operands []*ssa.Value
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			operands = instr.Operands(operands[:0])
			for _, v := range operands {
				if lit, ok := (*v).(*ssa.Function); ok {
					live[lit] = true
				}
			}
		}
	}
	for _, lit := range fn.AnonFuncs {
		if live[lit] {
			p.add(lit)
		}
	}
}

// End is the closing brace of a function that the source writes, which is where
// it returns without a return statement.
func End(fn *ssa.Function) token.Pos {
	switch n := fn.Syntax().(type) {
	case *ast.FuncDecl:
		return n.Body.Rbrace
	case *ast.FuncLit:
		return n.Body.Rbrace
	}
	return fn.Pos()
}
