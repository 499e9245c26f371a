package sendleak

import (
	"go/ast"

	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/gocorelint/gocorelint/analyzers/internal/often"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

var forever = &report.Kind{ID: "request-forever",
	Format: "this never returns, so each request leaves a goroutine and its connection behind: wait for %s.Context().Done()"}

// requests reports empty select statements in functions that serve a request.
func requests(pass *report.Pass) {
	if !pass.Imports("net/http") {
		return
	}
	root := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root()
	for cur := range root.Preorder((*ast.SelectStmt)(nil)) {
		sel := cur.Node().(*ast.SelectStmt)
		if len(sel.Body.List) > 0 {
			continue
		}
		fn := vars.Func(cur)
		request := often.Request(pass.TypesInfo, fn)
		if request == nil || often.Response(pass.TypesInfo, fn) == nil {
			continue
		}
		name := "the request"
		if len(request.Names) > 0 && request.Names[0].Name != "_" {
			name = request.Names[0].Name
		}
		pass.Report(report.Finding{At: report.At(sel.Select, len("select")), Kind: forever, Args: []any{name}})
	}
}
