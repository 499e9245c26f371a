package regexploop

import (
	_ "embed"
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/gocorelint/gocorelint/analyzers/internal/calls"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

//go:embed doc.go
var doc string

var (
	inLoop = &report.Kind{ID: "in-loop",
		Format: "each round of the loop (%s) compiles the same %s: compile it once, in a package variable"}
	perRequest = &report.Kind{ID: "per-request",
		Format: "each request (%s) compiles the same %s: compile it once, in a package variable"}
)

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "regexploop",
		DocFile:  doc,
		Kinds:    []*report.Kind{inLoop, perRequest},
		Requires: []*analysis.Analyzer{calls.Analyzer},
		Run:      run,
	}.New()
}

// compiled says what the functions compile of their first argument.
var compiled = map[string]string{
	"regexp.MustCompile":              "regular expression",
	"regexp.Compile":                  "regular expression",
	"regexp.MustCompilePOSIX":         "regular expression",
	"regexp.CompilePOSIX":             "regular expression",
	"(*text/template.Template).Parse": "template",
	"(*html/template.Template).Parse": "template",
}

func run(pass *report.Pass) {
	if !pass.Imports("regexp", "text/template", "html/template") {
		return
	}
	index := pass.ResultOf[calls.Analyzer].(*calls.Index)
	for name, what := range compiled {
		for _, call := range index.Of(name) {
			if len(call.Args) == 1 && pass.TypesInfo.Types[call.Args[0]].Value != nil {
				judge(pass, call, what)
			}
		}
	}
}

func judge(pass *report.Pass, call calls.Call, what string) {
	fn := vars.Func(call.Cursor)
	if !fn.Valid() || once(fn) {
		return
	}
	if loop := around(call.Cursor); loop.Valid() {
		pass.Report(report.Finding{At: call.CallExpr, Kind: inLoop, Args: []any{pass.Line(call.Pos(), loop.Node().Pos()), what}})
		return
	}
	if at := getsRequest(pass.TypesInfo, fn); at != nil {
		pass.Report(report.Finding{At: call.CallExpr, Kind: perRequest, Args: []any{pass.Line(call.Pos(), at.Pos()), what}})
	}
}

// around is a loop of the function that comes to the call in each round: there is
// no way out of it behind the call, nor is the call under a condition.
func around(call inspector.Cursor) inspector.Cursor {
	for cur := range call.Enclosing((*ast.ForStmt)(nil), (*ast.RangeStmt)(nil), (*ast.IfStmt)(nil), (*ast.CaseClause)(nil), (*ast.CommClause)(nil), (*ast.FuncLit)(nil), (*ast.FuncDecl)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.ForStmt:
			if within(call, n.Body) && !leaves(n.Body) {
				return cur
			}
		case *ast.RangeStmt:
			if within(call, n.Body) && !leaves(n.Body) {
				return cur
			}
		case *ast.IfStmt:
			if !within(call, n.Cond) && !(n.Init != nil && within(call, n.Init)) {
				return inspector.Cursor{}
			}
		default:
			return inspector.Cursor{}
		}
	}
	return inspector.Cursor{}
}

func within(call inspector.Cursor, n ast.Node) bool {
	return n.Pos() <= call.Node().Pos() && call.Node().End() <= n.End()
}

// leaves reports whether the body ends in a statement that leaves the loop.
func leaves(body *ast.BlockStmt) bool {
	if len(body.List) == 0 {
		return false
	}
	switch last := body.List[len(body.List)-1].(type) {
	case *ast.ReturnStmt:
		return true
	case *ast.BranchStmt:
		return last.Tok != token.CONTINUE
	}
	return false
}

// once reports whether the function is one that runs once: init, main, or a
// literal that is given to sync.Once or sync.OnceValue.
func once(fn inspector.Cursor) bool {
	if decl, ok := fn.Node().(*ast.FuncDecl); ok {
		return decl.Recv == nil && (decl.Name.Name == "init" || decl.Name.Name == "main")
	}
	if fn.ParentEdgeKind() != edge.CallExpr_Args {
		return false
	}
	sel, ok := ast.Unparen(fn.Parent().Node().(*ast.CallExpr).Fun).(*ast.SelectorExpr)
	return ok && (sel.Sel.Name == "Do" || strings.HasPrefix(sel.Sel.Name, "Once"))
}

// getsRequest returns the parameter by which the function gets a request.
func getsRequest(info *types.Info, fn inspector.Cursor) ast.Node {
	typ, _ := vars.Signature(fn)
	for _, field := range typ.Params.List {
		p, ok := info.TypeOf(field.Type).(*types.Pointer)
		if !ok {
			continue
		}
		named, ok := types.Unalias(p.Elem()).(*types.Named)
		if ok && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "net/http" && named.Obj().Name() == "Request" {
			return field
		}
	}
	return nil
}
