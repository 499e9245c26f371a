package copysync

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// Copies that go vet does not see.
var (
	sent     = &report.Kind{ID: "sent", Format: "send copies %s: %s; send a pointer"}
	elements = &report.Kind{ID: "elements", Format: "%s copies each %s in %s: %s; keep pointers in it"}

	moveKinds = []*report.Kind{sent, elements, moved}
)

func (c *checker) send(cur inspector.Cursor, n *ast.SendStmt) {
	p := c.copied(n.Value)
	if p == nil || c.fresh(cur, n.Value) {
		return
	}
	t := c.TypesInfo.TypeOf(n.Value)
	c.Report(report.Finding{At: n.Value, Kind: sent, Args: []any{c.describe(t, p), effect(p)}})
}

// elements reports calls that copy the elements of a slice that others may use.
func (c *checker) elements(cur inspector.Cursor, call *ast.CallExpr) {
	for _, src := range c.sources(call) {
		slice, ok := c.TypesInfo.TypeOf(src).Underlying().(*types.Slice)
		if !ok {
			continue
		}
		p := c.types.In(slice.Elem())
		switch {
		case p == nil:
		case isCall(src), isLiteral(src): // may be new, is new
		case c.fresh(cur, src):
		case c.givenUp(cur, call, src):
		default:
			c.Report(report.Finding{At: src, Kind: elements, Args: []any{
				types.ExprString(call.Fun), c.describe(slice.Elem(), p), types.ExprString(src), effect(p)}})
		}
	}
}

// sources lists the slices whose elements the call copies.
func (c *checker) sources(call *ast.CallExpr) []ast.Expr {
	args := call.Args
	switch c.builtin(call) {
	case "append":
		if call.Ellipsis.IsValid() && len(args) == 2 {
			return args[1:]
		}
	case "copy":
		if len(args) == 2 {
			return args[1:]
		}
	}
	fn, ok := typeutil.Callee(c.TypesInfo, call).(*types.Func)
	if !ok || fn.Pkg() == nil || len(args) == 0 {
		return nil
	}
	if path := fn.Pkg().Path(); path != "slices" && path != "golang.org/x/exp/slices" {
		return nil
	}
	switch fn.Name() {
	case "Clone", "Repeat":
		return args[:1]
	case "Concat":
		return args
	case "Insert", "Replace":
		if call.Ellipsis.IsValid() {
			return args[len(args)-1:]
		}
	}
	return nil
}

// givenUp reports whether the elements leave their old place for the new one:
// within one slice, or because the slice gets another value afterwards.
func (c *checker) givenUp(cur inspector.Cursor, call *ast.CallExpr, src ast.Expr) bool {
	from := types.ExprString(sliced(src))
	if dst := call.Args[0]; dst != src && types.ExprString(sliced(dst)) == from {
		return true
	}
	body := enclosing(cur)
	for stmt := range body.Preorder((*ast.AssignStmt)(nil)) {
		assign := stmt.Node().(*ast.AssignStmt)
		for _, x := range assign.Lhs {
			if assign.Tok == token.ASSIGN && assign.End() >= call.End() && types.ExprString(x) == from {
				return true
			}
		}
	}
	return false
}

// sliced is the x of x[i:j].
func sliced(x ast.Expr) ast.Expr {
	for {
		s, ok := ast.Unparen(x).(*ast.SliceExpr)
		if !ok {
			return ast.Unparen(x)
		}
		x = s.X
	}
}

func isCall(x ast.Expr) bool {
	_, ok := ast.Unparen(x).(*ast.CallExpr)
	return ok
}

func isLiteral(x ast.Expr) bool {
	_, ok := ast.Unparen(x).(*ast.CompositeLit)
	return ok
}
