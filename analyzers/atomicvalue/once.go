package atomicvalue

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/gocorelint/gocorelint/analyzers/internal/atomics"
)

// once reports whether nothing shows that a second Store comes after this one: a sync.Once runs it, or it is
// the only one, in no loop that goes on behind it, and in a literal or in a function that is called at one place.
func (c *checker) once(op *atomics.Op) bool {
	inner := ast.Node(nil) // the innermost function
	for cur := range op.Enclosing((*ast.FuncLit)(nil), (*ast.FuncDecl)(nil)) {
		if inner == nil {
			inner = cur.Node()
		}
		if c.givenToOnce(cur) {
			return true
		}
	}
	if c.sites[op.Var] > 1 || inner == nil || goesOn(op.Cursor, inner) {
		return false
	}
	decl, ok := inner.(*ast.FuncDecl)
	if !ok {
		return true
	}
	fn, ok := c.TypesInfo.Defs[decl.Name].(*types.Func)
	return ok && !fn.Exported() && c.uses(fn) == 1
}

// givenToOnce reports whether the function literal is what a sync.Once runs.
func (c *checker) givenToOnce(cur inspector.Cursor) bool {
	if cur.ParentEdgeKind() != edge.CallExpr_Args {
		return false
	}
	fn, _ := typeutil.Callee(c.TypesInfo, cur.Parent().Node().(*ast.CallExpr)).(*types.Func)
	return fn != nil && (fn.FullName() == "(*sync.Once).Do" || fn.FullName() == "sync.OnceFunc")
}

// goesOn reports whether a loop of the function runs the call again: its block does not end in a return.
func goesOn(call inspector.Cursor, fn ast.Node) bool {
	var block *ast.BlockStmt
	for cur := range call.Enclosing((*ast.BlockStmt)(nil), (*ast.ForStmt)(nil), (*ast.RangeStmt)(nil)) {
		if cur.Node().Pos() < fn.Pos() {
			break
		}
		switch n := cur.Node().(type) {
		case *ast.BlockStmt:
			if block == nil {
				block = n
			}
		default:
			last := block.List[len(block.List)-1]
			_, returns := last.(*ast.ReturnStmt)
			return !returns
		}
	}
	return false
}

// uses counts where the package names the function, but for tests.
func (c *checker) uses(fn *types.Func) int {
	n := 0
	for id, obj := range c.TypesInfo.Uses {
		if used, ok := obj.(*types.Func); ok && used.Origin() == fn && !c.InTest(id.Pos()) {
			n++
		}
	}
	return n
}
