package atomicvalue

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/gocorelint/gocorelint/analyzers/internal/atomics"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/often"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

// once reports whether the operation is the only one that sets its variable, and runs once for each: the
// first error has no other beside it.
func (c *checker) once(op *atomics.Op) bool {
	if c.writes[op.Var] != 1 || op.Var.Exported() {
		return false
	}
	fn := vars.Func(op.Cursor)
	if !fn.Valid() {
		return false
	}
	if _, ok := fn.Node().(*ast.FuncLit); ok && fn.ParentEdgeKind() == edge.CallExpr_Args {
		do, _ := typeutil.Callee(c.TypesInfo, fn.Parent().Node().(*ast.CallExpr)).(*types.Func)
		return know.Is(do, "(*sync.Once).Do")
	}
	if often.InLoop(op.Cursor) && !returnsBehind(op.Cursor) {
		return false
	}
	decl, ok := fn.Node().(*ast.FuncDecl)
	if !ok {
		return fn.ParentEdgeKind() == edge.CallExpr_Fun && fn.Parent().ParentEdgeKind() == edge.GoStmt_Call && often.Made(c.TypesInfo, op.X, fn.Parent())
	}
	root := c.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root()
	return c.ofReceiver(op.X, decl) && often.Once(c.TypesInfo, root, decl)
}

// returnsBehind reports whether the next statement is a return.
func returnsBehind(cur inspector.Cursor) bool {
	stmt := cur.Parent()
	next, ok := stmt.NextSibling()
	if !ok {
		return false
	}
	_, ok = next.Node().(*ast.ReturnStmt)
	return ok
}

// ofReceiver reports whether an expression begins with the receiver of the method.
func (c *checker) ofReceiver(x ast.Expr, decl *ast.FuncDecl) bool {
	for {
		sel, ok := ast.Unparen(x).(*ast.SelectorExpr)
		if !ok {
			break
		}
		x = sel.X
	}
	id, ok := ast.Unparen(x).(*ast.Ident)
	return ok && decl.Recv != nil && len(decl.Recv.List) == 1 && len(decl.Recv.List[0].Names) == 1 &&
		c.TypesInfo.Uses[id] == c.TypesInfo.Defs[decl.Recv.List[0].Names[0]]
}
