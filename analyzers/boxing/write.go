package boxing

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/escape"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// write reports w.Write([]byte(s)) of a buffered writer, which takes strings.
func (c *checker) write(call *ssa.Call, syntax *ast.CallExpr) bool {
	if !isFunc(&call.Call, "(*bufio.Writer).Write") || len(syntax.Args) != 1 {
		return false
	}
	args := call.Call.Args
	conv, ok := args[len(args)-1].(*ssa.Convert)
	if !ok || c.esc.Escapes(conv) != escape.Heap {
		return false
	}
	outer, ok := ast.Unparen(syntax.Args[0]).(*ast.CallExpr)
	sel, isSel := ast.Unparen(syntax.Fun).(*ast.SelectorExpr)
	if !ok || !isSel || len(outer.Args) != 1 || !types.Identical(c.TypesInfo.TypeOf(outer.Args[0]), types.Typ[types.String]) {
		return false
	}
	if _, ok := ast.Unparen(outer.Args[0]).(*ast.BinaryExpr); ok {
		return false // the sum is made as bytes (runtime.concatbytes): one allocation, like the string's
	}
	f := report.Finding{At: syntax, Kind: write, Args: []any{"WriteString"}}
	whole, text := syntax.Args[0], outer.Args[0]
	if !c.hasComment(whole.Pos(), text.Pos()) && !c.hasComment(text.End(), whole.End()) {
		f.Fixes = []analysis.SuggestedFix{{
			Message: "Use WriteString",
			TextEdits: []analysis.TextEdit{
				{Pos: sel.Sel.Pos(), End: sel.Sel.End(), NewText: []byte("WriteString")},
				{Pos: whole.Pos(), End: text.Pos()},
				{Pos: text.End(), End: whole.End()},
			},
		}}
	}
	c.Report(f)
	return true
}
