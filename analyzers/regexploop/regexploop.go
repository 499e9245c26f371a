package regexploop

import (
	_ "embed"
	"go/ast"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/gocorelint/gocorelint/analyzers/internal/calls"
	"github.com/gocorelint/gocorelint/analyzers/internal/often"
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
	if loop := often.Loop(call.Cursor); loop.Valid() {
		pass.Report(report.Finding{At: call.CallExpr, Kind: inLoop, Args: []any{pass.Line(call.Pos(), loop.Node().Pos()), what}})
		return
	}
	if at := often.Request(pass.TypesInfo, fn); at != nil && !often.FailureOnly(pass.TypesInfo, fn) {
		pass.Report(report.Finding{At: call.CallExpr, Kind: perRequest, Args: []any{pass.Line(call.Pos(), at.Pos()), what}})
	}
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
