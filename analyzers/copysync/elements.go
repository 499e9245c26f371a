package copysync

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// Copies that go vet does not see.
var (
	sent     = &report.Kind{ID: "sent", Format: "send copies %s: %s; send a pointer"}
	elements = &report.Kind{ID: "elements", Format: "%s copies each %s in %s: %s; keep pointers in it"}
	generic  = &report.Kind{ID: "generic", Format: "%s copies %s (%s): %s; instantiate it with a pointer"}

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

// instance reports the use of a generic function that copies values of a type
// parameter which stands for a type that must not be copied.
func (c *checker) instance(id *ast.Ident) {
	fn, ok := c.TypesInfo.Uses[id].(*types.Func)
	if !ok || c.copies == nil {
		return
	}
	t, p, place := c.copies.Copies(fn, c.typeArgs(id, fn), c.types)
	if p == nil {
		return
	}
	c.Report(report.Finding{At: id, Kind: generic, Args: []any{id.Name, c.describe(t, p), place, effect(p)}})
}

// typeArgs are the type arguments of a function, or of the receiver of a method.
func (c *checker) typeArgs(id *ast.Ident, fn *types.Func) *types.TypeList {
	if inst, ok := c.TypesInfo.Instances[id]; ok {
		return inst.TypeArgs
	}
	recv := fn.Signature().Recv()
	if recv == nil {
		return nil
	}
	t := types.Unalias(recv.Type())
	if ptr, ok := t.(*types.Pointer); ok {
		t = types.Unalias(ptr.Elem())
	}
	if named, ok := t.(*types.Named); ok {
		return named.TypeArgs()
	}
	return nil
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

// enclosing is the innermost function around the cursor, or the file.
func enclosing(cur inspector.Cursor) inspector.Cursor {
	for fn := range cur.Enclosing((*ast.FuncDecl)(nil), (*ast.FuncLit)(nil), (*ast.File)(nil)) {
		return fn
	}
	return cur
}

// fresh reports whether x belongs to a variable of the enclosing function that
// nothing has used before the cursor: a copy of an unused lock is an unused lock.
func (c *checker) fresh(cur inspector.Cursor, x ast.Expr) bool {
	v := c.variable(x)
	fn := enclosing(cur)
	if v == nil || !isBodyVar(fn.Node(), v) {
		return false
	}
	for id := range fn.Preorder((*ast.Ident)(nil)) {
		ident := id.Node().(*ast.Ident)
		if c.TypesInfo.Uses[ident] != v && c.TypesInfo.Defs[ident] != v {
			continue
		}
		before := ident.Pos() < cur.Node().Pos() || inSameLoop(id, cur)
		if before && !cur.Contains(id) && !c.harmless(id) {
			return false
		}
	}
	return true
}

// variable is the variable in which x lies, as v in v.f[1].
func (c *checker) variable(x ast.Expr) *types.Var {
	for {
		switch e := ast.Unparen(x).(type) {
		case *ast.Ident:
			v, _ := c.TypesInfo.Uses[e].(*types.Var)
			return v
		case *ast.SelectorExpr:
			x = e.X
		case *ast.IndexExpr:
			x = e.X
		case *ast.SliceExpr:
			x = e.X
		case *ast.StarExpr:
			x = e.X
		default:
			return nil
		}
	}
}

// isBodyVar reports whether v is declared in the body of the function.
func isBodyVar(fn ast.Node, v *types.Var) bool {
	var body *ast.BlockStmt
	switch fn := fn.(type) {
	case *ast.FuncDecl:
		body = fn.Body
	case *ast.FuncLit:
		body = fn.Body
	}
	return body != nil && body.Pos() <= v.Pos() && v.Pos() < body.End()
}

// inSameLoop reports whether a loop contains both.
func inSameLoop(a, b inspector.Cursor) bool {
	for loop := range a.Enclosing((*ast.ForStmt)(nil), (*ast.RangeStmt)(nil)) {
		if loop.Contains(b) {
			return true
		}
	}
	return false
}

// harmless reports whether the mention of a variable can't use a lock in it:
// it is given a new value, or a field of it that has no lock is meant.
func (c *checker) harmless(id inspector.Cursor) bool {
	cur := id
	for {
		parent := cur.Parent()
		switch cur.ParentEdgeKind() {
		case edge.AssignStmt_Lhs:
			return cur != id || c.assignsNew(parent.Node().(*ast.AssignStmt), cur)
		case edge.ValueSpec_Names:
			return c.declaresNew(parent.Node().(*ast.ValueSpec))
		case edge.SelectorExpr_X:
			sel := c.TypesInfo.Selections[parent.Node().(*ast.SelectorExpr)]
			if sel == nil || sel.Kind() != types.FieldVal {
				return false
			}
			if c.types.In(sel.Type()) == nil {
				return true
			}
		case edge.IndexExpr_X, edge.ParenExpr_X, edge.StarExpr_X:
		case edge.CallExpr_Args:
			name := c.builtin(parent.Node().(*ast.CallExpr))
			return name == "append" || name == "len" || name == "cap"
		default:
			return false
		}
		cur = parent
	}
}

func (c *checker) assignsNew(n *ast.AssignStmt, lhs inspector.Cursor) bool {
	i := lhs.ParentEdgeIndex()
	return len(n.Lhs) == len(n.Rhs) && c.isNew(n.Rhs[i])
}

func (c *checker) declaresNew(n *ast.ValueSpec) bool {
	for _, x := range n.Values {
		if !c.isNew(x) {
			return false
		}
	}
	return true
}

// isNew reports whether x is a value that nothing has used: a literal, its
// address, what new, make or append makes, nil, or what a call returns by value.
func (c *checker) isNew(x ast.Expr) bool {
	switch x := ast.Unparen(x).(type) {
	case *ast.CompositeLit:
		return true
	case *ast.UnaryExpr:
		return x.Op == token.AND && isLiteral(x.X)
	case *ast.Ident:
		return c.TypesInfo.Types[x].IsNil()
	case *ast.CallExpr:
		switch c.builtin(x) {
		case "new", "make", "append":
			return true
		}
		_, pointer := c.TypesInfo.TypeOf(x).Underlying().(*types.Pointer)
		_, slice := c.TypesInfo.TypeOf(x).Underlying().(*types.Slice)
		return !pointer && !slice
	}
	return false
}
