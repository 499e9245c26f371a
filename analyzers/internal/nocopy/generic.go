package nocopy

import (
	"fmt"
	"go/ast"
	"go/types"
	"path/filepath"
	"reflect"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/gocorelint/gocorelint/analyzers/internal/nocopy/syntax"
)

// Analyzer finds the generic functions and methods that copy values of a type
// parameter that may be in use: what a pointer, a slice element, a field or a
// channel gives. The type parameter says nothing of locks; the instance does.
var Analyzer = &analysis.Analyzer{
	Name:       "nocopy",
	Doc:        "find generic functions that copy values of a type parameter",
	Run:        run,
	FactTypes:  []analysis.Fact{new(copies)},
	ResultType: reflect.TypeFor[*Result](),
}

// copies means that the function copies values of some of its type parameters,
// or of its receiver's. Its absence means unknown.
type copies struct {
	Places map[int]string // index of the type parameter: where, as file.go:12
}

func (*copies) AFact()           {}
func (c *copies) String() string { return fmt.Sprintf("copies %v", c.Places) }

// A Result answers for the functions of a package and of those it imports.
type Result struct{ facts map[*types.Func]*copies }

// Copies returns the first of the type arguments with which fn is instantiated
// that fn copies although it contains a lock, and the place of the copy.
func (r *Result) Copies(fn *types.Func, args *types.TypeList, f *Finder) (arg types.Type, path *Path, place string) {
	fact := r.facts[fn.Origin()]
	if fact == nil || args == nil {
		return nil, nil, ""
	}
	for i := range args.Len() {
		if place, ok := fact.Places[i]; ok && !isTypeParam(args.At(i)) {
			if p := f.In(args.At(i)); p != nil {
				return args.At(i), p, place
			}
		}
	}
	return nil, nil, ""
}

func run(pass *analysis.Pass) (any, error) {
	r := &Result{facts: make(map[*types.Func]*copies)}
	if isLibrary(pass.Pkg.Path()) {
		return r, nil
	}
	for _, file := range pass.Files {
		for _, decl := range file.Decls {
			decl, ok := decl.(*ast.FuncDecl)
			if !ok || decl.Body == nil {
				continue
			}
			fn, ok := pass.TypesInfo.Defs[decl.Name].(*types.Func)
			if !ok {
				continue
			}
			if fact := inspectBody(pass, decl, typeParams(fn)); fact != nil {
				r.facts[fn] = fact
				pass.ExportObjectFact(fn, fact)
			}
		}
	}
	for _, obj := range pass.TypesInfo.Uses {
		fn, ok := obj.(*types.Func)
		if !ok || fn.Pkg() == nil || fn.Pkg() == pass.Pkg || isLibrary(fn.Pkg().Path()) || len(typeParams(fn.Origin())) == 0 {
			continue
		}
		fact := new(copies)
		if pass.ImportObjectFact(fn.Origin(), fact) {
			r.facts[fn.Origin()] = fact
		}
	}
	return r, nil
}

// isLibrary lists packages whose functions call back with elements, move them about or
// clone slices. Not every driver analyses them, and the same must be said in all.
func isLibrary(path string) bool {
	switch path {
	case "slices", "maps", "iter", "golang.org/x/exp/slices", "golang.org/x/exp/maps":
		return true
	}
	return false
}

// typeParams lists the type parameters of a function, or of its receiver.
func typeParams(fn *types.Func) []*types.TypeParam {
	sig := fn.Signature()
	return slices.AppendSeq(slices.Collect(sig.TypeParams().TypeParams()), sig.RecvTypeParams().TypeParams())
}

// inspectBody returns what the body copies, nil for nothing.
func inspectBody(pass *analysis.Pass, decl *ast.FuncDecl, params []*types.TypeParam) *copies {
	if len(params) == 0 {
		return nil
	}
	fact := &copies{Places: make(map[int]string)}
	ast.Inspect(decl.Body, func(n ast.Node) bool {
		for _, x := range syntax.Operands(n) {
			i := slices.IndexFunc(params, func(p *types.TypeParam) bool {
				t := pass.TypesInfo.TypeOf(x)
				return t != nil && types.Identical(t, p)
			})
			if i < 0 || fact.Places[i] != "" || !mayBeUsed(pass.TypesInfo, x) {
				continue
			}
			pos := pass.Fset.Position(x.Pos())
			fact.Places[i] = fmt.Sprintf("%s:%d", filepath.Base(pos.Filename), pos.Line)
		}
		return true
	})
	if len(fact.Places) == 0 {
		return nil
	}
	return fact
}

// mayBeUsed reports whether x is in memory that others see: behind a pointer
// or in a slice. An element of a map can't be locked, it has no address.
func mayBeUsed(info *types.Info, x ast.Expr) bool {
	switch x := ast.Unparen(x).(type) {
	case *ast.StarExpr:
		_, call := ast.Unparen(x.X).(*ast.CallExpr)
		return !call
	case *ast.IndexExpr:
		switch coreType(info.TypeOf(x.X)).(type) {
		case *types.Slice, *types.Pointer:
			return true
		case *types.Array:
			return mayBeUsed(info, x.X)
		}
	case *ast.SelectorExpr:
		if sel := info.Selections[x]; sel != nil && sel.Kind() == types.FieldVal {
			return sel.Indirect() || mayBeUsed(info, x.X)
		}
	}
	return false
}

// coreType is the underlying type, for a type parameter that of its first term.
func coreType(t types.Type) types.Type {
	if tp, ok := types.Unalias(t).(*types.TypeParam); ok {
		if terms := termsOf(tp.Constraint(), 0); len(terms) > 0 {
			return terms[0].Type().Underlying()
		}
	}
	return t.Underlying()
}

func isTypeParam(t types.Type) bool {
	_, ok := types.Unalias(t).(*types.TypeParam)
	return ok
}
