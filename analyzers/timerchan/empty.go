package timerchan

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/gocorelint/gocorelint/analyzers/internal/goversion"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// synchronous reports whether timers of the file's code are those of Go 1.23,
// which leave no value behind Stop and Reset. The version of the main module decides, which
// is as new as that of each module it needs.
func (c *checker) synchronous(pos token.Pos) bool {
	for _, file := range c.Files {
		if file.FileStart <= pos && pos < file.FileEnd {
			return goversion.AtLeast(goversion.OfFile(c.Pass.Pass, file), "go1.23")
		}
	}
	return false
}

// empty reports len and cap of timer channels.
func (c *checker) empty() {
	root := c.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root()
	for cur := range root.Preorder((*ast.CallExpr)(nil)) {
		if call := cur.Node().(*ast.CallExpr); len(call.Args) == 1 && !drains(cur) {
			c.emptyCall(call)
		}
	}
}

// drains reports whether the length is the condition under which a value is taken out
// and nothing else is done: before Go 1.23 that was needed, and now it does no harm.
func drains(length inspector.Cursor) bool {
	cmp := length.Parent()
	if _, ok := cmp.Node().(*ast.BinaryExpr); !ok {
		return false
	}
	var body *ast.BlockStmt
	switch stmt := cmp.Parent().Node().(type) {
	case *ast.ForStmt:
		body = stmt.Body
	case *ast.IfStmt:
		if stmt.Else != nil {
			return false
		}
		body = stmt.Body
	}
	if body == nil || len(body.List) != 1 {
		return false
	}
	expr, ok := body.List[0].(*ast.ExprStmt)
	if !ok {
		return false
	}
	recv, ok := ast.Unparen(expr.X).(*ast.UnaryExpr)
	return ok && recv.Op == token.ARROW
}

func (c *checker) emptyCall(call *ast.CallExpr) {
	id, ok := ast.Unparen(call.Fun).(*ast.Ident)
	if !ok {
		return
	}
	builtin, ok := c.TypesInfo.Uses[id].(*types.Builtin)
	if !ok || builtin.Name() != "len" && builtin.Name() != "cap" {
		return
	}
	sel, ok := ast.Unparen(call.Args[0]).(*ast.SelectorExpr)
	if !ok || sel.Sel.Name != "C" {
		return
	}
	t := c.TypesInfo.TypeOf(sel.X)
	if t == nil {
		return
	}
	if _, ok := t.Underlying().(*types.Pointer); !ok {
		t = types.NewPointer(t)
	}
	if isTimer(t) {
		c.Report(report.Finding{At: call, Kind: empty, Since: "go1.23", Args: []any{builtin.Name()}})
	}
}
