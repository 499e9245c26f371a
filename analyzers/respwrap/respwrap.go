package respwrap

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

var hidden = &report.Kind{ID: "no-unwrap",
	Format: "handlers that get this (%s) can't flush, hijack or set deadlines: it hides the methods of the writer inside; add Unwrap for http.ResponseController"}

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "respwrap",
		DocFile:  doc,
		Kinds:    []*report.Kind{hidden},
		Requires: []*analysis.Analyzer{inspect.Analyzer},
		Run:      run,
	}.New()
}

// A wrapper is a struct that embeds an http.ResponseWriter.
type wrapper struct {
	*types.TypeName
	spec  *ast.TypeSpec
	decl  *ast.GenDecl
	field *types.Var // the embedded one
}

func run(pass *report.Pass) {
	if !pass.Imports("net/http") {
		return
	}
	root := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root()
	for cur := range root.Preorder((*ast.TypeSpec)(nil)) {
		w := wrapperOf(pass, cur)
		switch {
		case w == nil:
		case has(w.Type(), "Unwrap"), has(w.Type(), "Flush"), has(w.Type(), "FlushError"):
		case !handsOn(pass, root, w):
		default:
			if arg := given(pass, root, w); arg != nil {
				pass.Report(report.Finding{At: w.spec.Name, Kind: hidden,
					Args: []any{pass.Line(w.spec.Pos(), arg.Pos())}, Fixes: unwrap(pass, w, arg)})
			}
		}
	}
}

func wrapperOf(pass *report.Pass, cur inspector.Cursor) *wrapper {
	spec := cur.Node().(*ast.TypeSpec)
	obj, ok := pass.TypesInfo.Defs[spec.Name].(*types.TypeName)
	if !ok || obj.IsAlias() || obj.Parent() != pass.Pkg.Scope() {
		return nil
	}
	s, ok := obj.Type().Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	var field *types.Var
	for f := range s.Fields() {
		switch {
		case f.Embedded() && isResponseWriter(f.Type()):
			field = f
		case f.Embedded(), keeps(f.Type()):
			return nil // it may have what is needed, or hold the response back
		}
	}
	if field == nil {
		return nil
	}
	return &wrapper{obj, spec, cur.Parent().Node().(*ast.GenDecl), field}
}

func isResponseWriter(t types.Type) bool {
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "net/http" && named.Obj().Name() == "ResponseWriter"
}

// keeps reports whether a field may take what is written: bytes, or a writer.
func keeps(t types.Type) bool {
	if s, ok := t.Underlying().(*types.Slice); ok {
		b, ok := s.Elem().Underlying().(*types.Basic)
		return ok && b.Kind() == types.Byte
	}
	return has(t, "Write")
}

// has reports whether values of the type, or pointers to them, have the method.
func has(t types.Type, name string) bool {
	obj, _, _ := types.LookupFieldOrMethod(t, true, nil, name)
	_, ok := obj.(*types.Func)
	return ok
}

// handsOn reports whether all that is written goes to the embedded writer: by
// the promoted Write, or by one that calls it under no condition. A writer that
// may drop or change something must not be passed by.
func handsOn(pass *report.Pass, root inspector.Cursor, w *wrapper) bool {
	for cur := range root.Preorder((*ast.FuncDecl)(nil)) {
		decl := cur.Node().(*ast.FuncDecl)
		if decl.Name.Name != "Write" || receiver(pass, decl) != w.TypeName {
			continue
		}
		for call := range cur.Preorder((*ast.CallExpr)(nil)) {
			sel, ok := call.Node().(*ast.CallExpr).Fun.(*ast.SelectorExpr)
			if ok && sel.Sel.Name == "Write" && isResponseWriter(pass.TypesInfo.TypeOf(sel.X)) {
				return always(cur, call)
			}
		}
		return false
	}
	return true
}

// always reports whether each call of the method comes to the call in it.
func always(method, call inspector.Cursor) bool {
	for cur := range call.Enclosing((*ast.BlockStmt)(nil), (*ast.FuncLit)(nil), (*ast.CaseClause)(nil), (*ast.CommClause)(nil)) {
		if cur.Node() != method.Node().(*ast.FuncDecl).Body {
			return false
		}
		break
	}
	for ret := range method.Preorder((*ast.ReturnStmt)(nil)) {
		if ret.Node().End() < call.Node().Pos() {
			return false
		}
	}
	return true
}

// receiver is the type that the method belongs to.
func receiver(pass *report.Pass, decl *ast.FuncDecl) *types.TypeName {
	fn, ok := pass.TypesInfo.Defs[decl.Name].(*types.Func)
	if !ok || fn.Signature().Recv() == nil {
		return nil
	}
	t := fn.Signature().Recv().Type()
	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem()
	}
	named, ok := types.Unalias(t).(*types.Named)
	if !ok {
		return nil
	}
	return named.Origin().Obj()
}

// given finds a wrapper that a call gets as an http.ResponseWriter.
func given(pass *report.Pass, root inspector.Cursor, w *wrapper) ast.Expr {
	for cur := range root.Preorder((*ast.CallExpr)(nil)) {
		call := cur.Node().(*ast.CallExpr)
		fun := pass.TypesInfo.TypeOf(call.Fun)
		if fun == nil || pass.InTest(call.Pos()) {
			continue
		}
		sig, ok := fun.Underlying().(*types.Signature) // of http.HandlerFunc, too
		if !ok {
			continue
		}
		for i, arg := range call.Args {
			if i >= sig.Params().Len() || !isResponseWriter(sig.Params().At(i).Type()) {
				continue
			}
			t := pass.TypesInfo.TypeOf(arg)
			if p, ok := t.(*types.Pointer); ok {
				t = p.Elem()
			}
			if named, ok := types.Unalias(t).(*types.Named); ok && named.Origin().Obj() == w.TypeName {
				return arg
			}
		}
	}
	return nil
}

// unwrap adds the method behind the declaration, to what the call gets: the
// struct or a pointer to it.
func unwrap(pass *report.Pass, w *wrapper, arg ast.Expr) []analysis.SuggestedFix {
	if w.decl.Lparen.IsValid() || w.spec.TypeParams != nil {
		return nil
	}
	file := fileOf(pass, w.spec.Pos())
	if file == nil {
		return nil
	}
	name := importName(pass, file)
	if name == "" {
		return nil
	}
	recv := w.Name()
	if _, ok := pass.TypesInfo.TypeOf(arg).(*types.Pointer); ok {
		recv = "*" + recv
	}
	text := fmt.Sprintf("\n\n// Unwrap is for http.ResponseController.\nfunc (w %s) Unwrap() %s.ResponseWriter { return w.%s }", recv, name, w.field.Name())
	return []analysis.SuggestedFix{{
		Message:   "Add the method Unwrap",
		TextEdits: []analysis.TextEdit{{Pos: w.decl.End(), End: w.decl.End(), NewText: []byte(text)}},
	}}
}

func fileOf(pass *report.Pass, pos token.Pos) *ast.File {
	for _, f := range pass.Files {
		if f.FileStart <= pos && pos <= f.FileEnd {
			return f
		}
	}
	return nil
}

// importName is the name of net/http in the file.
func importName(pass *report.Pass, file *ast.File) string {
	for _, spec := range file.Imports {
		if pkg := pass.TypesInfo.PkgNameOf(spec); pkg != nil && pkg.Imported().Path() == "net/http" && pkg.Name() != "." && pkg.Name() != "_" {
			return pkg.Name()
		}
	}
	return ""
}
