package anyslice

import (
	_ "embed"
	"go/ast"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

//go:embed doc.go
var doc string

var one = &report.Kind{ID: "one-argument",
	Format: "%s gets one argument, the slice %s, whatever there is in it: write %[2]s... to pass on the arguments"}

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "anyslice",
		DocFile:  doc,
		Kinds:    []*report.Kind{one},
		Requires: []*analysis.Analyzer{inspect.Analyzer},
		Run:      run,
	}.New()
}

func run(pass *report.Pass) {
	root := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root()
	for cur := range root.Preorder((*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
		var typ *ast.FuncType
		var body *ast.BlockStmt
		switch n := cur.Node().(type) {
		case *ast.FuncDecl:
			typ, body = n.Type, n.Body
		case *ast.FuncLit:
			typ, body = n.Type, n.Body
		}
		p := parameter(pass.TypesInfo, typ)
		if p == nil || body == nil {
			continue
		}
		for call := range cur.Preorder((*ast.CallExpr)(nil)) {
			check(pass, root, cur, call.Node().(*ast.CallExpr), p)
		}
	}
}

// parameter is the last parameter of a function, if it is ...any and has a name.
func parameter(info *types.Info, typ *ast.FuncType) *types.Var {
	if len(typ.Params.List) == 0 {
		return nil
	}
	last := typ.Params.List[len(typ.Params.List)-1]
	if _, ok := last.Type.(*ast.Ellipsis); !ok || len(last.Names) != 1 {
		return nil
	}
	v, ok := info.Defs[last.Names[0]].(*types.Var)
	if !ok || !isAnys(v.Type()) {
		return nil
	}
	return v
}

// isAnys recognizes []any.
func isAnys(t types.Type) bool {
	s, ok := t.Underlying().(*types.Slice)
	if !ok {
		return false
	}
	if _, ok := types.Unalias(s.Elem()).(*types.TypeParam); ok {
		return false
	}
	i, ok := s.Elem().Underlying().(*types.Interface)
	return ok && i.Empty()
}

func check(pass *report.Pass, root, fn inspector.Cursor, call *ast.CallExpr, p *types.Var) {
	if len(call.Args) == 0 || call.Ellipsis.IsValid() {
		return
	}
	arg := call.Args[len(call.Args)-1]
	if vars.Of(pass.TypesInfo, arg) != p {
		return
	}
	sig, ok := pass.TypesInfo.TypeOf(call.Fun).(*types.Signature)
	if !ok || !sig.Variadic() || sig.Params().Len() != len(call.Args) || !isAnys(sig.Params().At(sig.Params().Len()-1).Type()) {
		return
	}
	callee, ok := typeutil.Callee(pass.TypesInfo, call).(*types.Func)
	if !ok || wantsSlice(callee) || prints(pass, root, callee) || isSet(pass.TypesInfo, fn, p) {
		return
	}
	pass.Report(report.Finding{At: arg, Kind: one, Args: []any{callee.Name(), p.Name()}, Fixes: []analysis.SuggestedFix{{
		Message:   "Pass on the arguments",
		TextEdits: []analysis.TextEdit{{Pos: arg.End(), End: arg.End(), NewText: []byte("...")}},
	}}})
}

// wantsSlice reports whether the function is one to which a slice may be an argument: it records or
// sends a call, keeps elements, one of which is a row, or shows values, one of which is the list.
func wantsSlice(fn *types.Func) bool {
	name := strings.ToLower(fn.Name())
	for _, word := range []string{"call", "invoke", "notify", "emit", "send", "methodcalled", "append", "push"} {
		if strings.HasPrefix(name, word) {
			return true
		}
	}
	return name == "on" || name == "return" || shows(name)
}

// shows reports whether the function prints or dumps values without a format, which would name each of them.
func shows(name string) bool {
	if strings.HasSuffix(name, "f") {
		return false
	}
	name = strings.TrimPrefix(strings.TrimPrefix(name, "s"), "f") // Sprint, Fdump
	return strings.HasPrefix(name, "print") || strings.HasPrefix(name, "dump")
}

// prints reports whether go vet knows that the function prints: it is of the
// standard library, or of this package and passes its arguments on.
func prints(pass *report.Pass, root inspector.Cursor, fn *types.Func) bool {
	if _, _, ok := know.Prints(fn); ok || know.Formats(fn) {
		return true
	}
	if fn.Pkg() != pass.Pkg {
		return false
	}
	for cur := range root.Preorder((*ast.FuncDecl)(nil)) {
		decl := cur.Node().(*ast.FuncDecl)
		if pass.TypesInfo.Defs[decl.Name] != fn.Origin() || decl.Body == nil {
			continue
		}
		p := parameter(pass.TypesInfo, decl.Type)
		for call := range cur.Preorder((*ast.CallExpr)(nil)) {
			c := call.Node().(*ast.CallExpr)
			if p == nil || !c.Ellipsis.IsValid() || vars.Of(pass.TypesInfo, c.Args[len(c.Args)-1]) != p {
				continue
			}
			if to, ok := typeutil.Callee(pass.TypesInfo, c).(*types.Func); ok {
				if _, _, ok := know.Prints(to); ok || know.Formats(to) {
					return true
				}
			}
		}
	}
	return false
}

// isSet reports whether the function gives the parameter another value, which may
// be meant as one.
func isSet(info *types.Info, fn inspector.Cursor, p *types.Var) bool {
	for use := range vars.Uses(info, fn, p) {
		if use.Kind != vars.Read {
			return true
		}
	}
	return false
}
