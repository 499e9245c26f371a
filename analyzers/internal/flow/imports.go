package flow

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"
)

// createImports creates the packages that the one of the pass imports, of each what the pass mentions. All of it, as
// ssa creates it from type information, is most of what it holds of a small package, and takes as long
// as to build that.
func createImports(prog *ssa.Program, pass *analysis.Pass) {
	info := &types.Info{Defs: make(map[*ast.Ident]types.Object)}
	mentioned := make(map[*types.Package][]*ast.Ident)
	seen := make(map[types.Object]bool)
	for _, obj := range pass.TypesInfo.Uses {
		if fn, ok := obj.(*types.Func); ok {
			obj = fn.Origin()
		}
		if obj.Pkg() == nil || obj.Pkg() == pass.Pkg || seen[obj] || !isMember(obj) {
			continue
		}
		seen[obj] = true
		name := ast.NewIdent(obj.Name())
		info.Defs[name] = obj
		mentioned[obj.Pkg()] = append(mentioned[obj.Pkg()], name)
	}
	for _, imp := range pass.Pkg.Imports() {
		// Only for what a declaration of constants names, ssa asks neither for a body nor for what kind of object it is.
		decl := &ast.GenDecl{Tok: token.CONST, Specs: []ast.Spec{&ast.ValueSpec{Names: mentioned[imp]}}}
		prog.CreatePackage(imp, []*ast.File{{Decls: []ast.Decl{decl}}}, info, true)
	}
}

// isMember reports whether ssa has a value for an object of another package: a variable, a function, a method that
// is declared.
func isMember(obj types.Object) bool {
	switch obj := obj.(type) {
	case *types.Var:
		return !obj.IsField()
	case *types.Func:
		recv := obj.Signature().Recv()
		return recv == nil || !types.IsInterface(recv.Type())
	}
	return false
}
