package copysync

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// An append that grows copies every element to a new array. A goroutine that
// was given the address of one goes on with the old array.
var moved = &report.Kind{ID: "moved",
	Format: "when append grows %s it copies %s, in use by the goroutine of %s, which keeps the old element: %s; make it with its final capacity, or keep pointers in it"}

// moves reports xs = append(xs, v) in a loop that also starts goroutines with
// the address of an element of xs.
func (c *checker) moves(cur inspector.Cursor, n *ast.AssignStmt) {
	xs, call := c.appended(n)
	if xs == nil {
		return
	}
	slice, ok := xs.Type().Underlying().(*types.Slice)
	if !ok {
		return
	}
	p := c.types.In(slice.Elem())
	if p == nil {
		return
	}
	loop, ok := loopOutsideOf(cur, xs)
	switch {
	case !ok:
	case !c.startsSmall(enclosing(cur), xs): // may have room for all
	case c.joins(loop): // the goroutine may have ended
	default:
		if start := c.startsWith(loop, xs); start != nil {
			c.Report(report.Finding{At: call, Kind: moved, Args: []any{
				xs.Name(), c.describe(slice.Elem(), p), c.Line(call.Pos(), start.Pos()), effect(p)}})
		}
	}
}

// appended is the xs of xs = append(xs, v).
func (c *checker) appended(n *ast.AssignStmt) (*types.Var, *ast.CallExpr) {
	if len(n.Lhs) != 1 || len(n.Rhs) != 1 {
		return nil, nil
	}
	call, ok := ast.Unparen(n.Rhs[0]).(*ast.CallExpr)
	if !ok || c.builtin(call) != "append" || len(call.Args) < 2 {
		return nil, nil
	}
	to, from := c.local(n.Lhs[0]), c.local(call.Args[0])
	if to == nil || to != from {
		return nil, nil
	}
	return to, call
}

// local is the variable that x is, unless it is a global or a field.
func (c *checker) local(x ast.Expr) *types.Var {
	id, ok := ast.Unparen(x).(*ast.Ident)
	if !ok {
		return nil
	}
	v, _ := c.TypesInfo.Uses[id].(*types.Var)
	if v == nil || v.Parent() == c.Pkg.Scope() {
		return nil
	}
	return v
}

// loopOutsideOf is the innermost loop around the cursor, if v lives longer.
func loopOutsideOf(cur inspector.Cursor, v *types.Var) (inspector.Cursor, bool) {
	for outer := range cur.Enclosing((*ast.ForStmt)(nil), (*ast.RangeStmt)(nil), (*ast.FuncLit)(nil)) {
		n := outer.Node()
		_, lit := n.(*ast.FuncLit)
		return outer, !lit && v.Pos() < n.Pos()
	}
	return cur, false
}

// startsSmall reports whether the variable is declared in the function and
// every value of it has no spare capacity: nil, a literal, make without
// capacity, or append to itself.
func (c *checker) startsSmall(fn inspector.Cursor, v *types.Var) bool {
	if !isBodyVar(fn.Node(), v) {
		return false
	}
	for stmt := range fn.Preorder((*ast.AssignStmt)(nil), (*ast.ValueSpec)(nil)) {
		switch n := stmt.Node().(type) {
		case *ast.ValueSpec:
			for i, id := range n.Names {
				if c.TypesInfo.Defs[id] == v && len(n.Values) > 0 && (len(n.Values) != len(n.Names) || !c.isSmall(n.Values[i], v)) {
					return false
				}
			}
		case *ast.AssignStmt:
			for i, x := range n.Lhs {
				id, ok := ast.Unparen(x).(*ast.Ident)
				if ok && c.TypesInfo.ObjectOf(id) == v && (len(n.Rhs) != len(n.Lhs) || !c.isSmall(n.Rhs[i], v)) {
					return false
				}
			}
		}
	}
	return true
}

func (c *checker) isSmall(x ast.Expr, v *types.Var) bool {
	switch x := ast.Unparen(x).(type) {
	case *ast.CompositeLit:
		return true
	case *ast.Ident:
		return c.TypesInfo.Types[x].IsNil()
	case *ast.CallExpr:
		switch c.builtin(x) {
		case "make":
			return len(x.Args) == 2
		case "append":
			return c.local(x.Args[0]) == v
		}
	}
	return false
}

// joins reports whether the loop may wait for the goroutines it starts.
func (c *checker) joins(loop inspector.Cursor) bool {
	for cur := range loop.Preorder((*ast.UnaryExpr)(nil), (*ast.SelectStmt)(nil), (*ast.CallExpr)(nil), (*ast.RangeStmt)(nil)) {
		if inLiteral(cur, loop) {
			continue
		}
		switch n := cur.Node().(type) {
		case *ast.SelectStmt:
			return true
		case *ast.UnaryExpr:
			if n.Op == token.ARROW {
				return true
			}
		case *ast.RangeStmt:
			if _, ok := c.TypesInfo.TypeOf(n.X).Underlying().(*types.Chan); ok && cur != loop {
				return true
			}
		case *ast.CallExpr:
			if fn := typeutil.StaticCallee(c.TypesInfo, n); fn != nil && (fn.Name() == "Wait" || fn.Name() == "Lock") {
				return true
			}
		}
	}
	return false
}

// startsWith returns a go statement, or a call of WaitGroup.Go, of the loop that
// is given the address of an element of xs.
func (c *checker) startsWith(loop inspector.Cursor, xs *types.Var) ast.Node {
	pointers := c.elementPointers(loop, xs)
	for cur := range loop.Preorder((*ast.GoStmt)(nil), (*ast.CallExpr)(nil)) {
		if call, ok := cur.Node().(*ast.CallExpr); ok && !c.isGroupGo(call) {
			continue
		}
		for id := range cur.Preorder((*ast.Ident)(nil)) {
			v, _ := c.TypesInfo.Uses[id.Node().(*ast.Ident)].(*types.Var)
			if v != nil && (pointers[v] || v == xs && !inLiteral(id, cur) && c.addressTaken(id)) {
				return cur.Node()
			}
		}
	}
	return nil
}

// elementPointers are the variables p := &xs[i] of the loop.
func (c *checker) elementPointers(loop inspector.Cursor, xs *types.Var) map[*types.Var]bool {
	pointers := make(map[*types.Var]bool)
	for cur := range loop.Preorder((*ast.AssignStmt)(nil)) {
		n := cur.Node().(*ast.AssignStmt)
		if n.Tok != token.DEFINE || len(n.Lhs) != len(n.Rhs) {
			continue
		}
		for i, x := range n.Rhs {
			addr, ok := ast.Unparen(x).(*ast.UnaryExpr)
			if !ok || addr.Op != token.AND {
				continue
			}
			index, ok := ast.Unparen(addr.X).(*ast.IndexExpr)
			if !ok || c.local(index.X) != xs {
				continue
			}
			if id, ok := n.Lhs[i].(*ast.Ident); ok {
				if v, ok := c.TypesInfo.Defs[id].(*types.Var); ok {
					pointers[v] = true
				}
			}
		}
	}
	return pointers
}

// isGroupGo reports whether the call starts a goroutine as sync.WaitGroup.Go does.
func (c *checker) isGroupGo(call *ast.CallExpr) bool {
	fn := typeutil.StaticCallee(c.TypesInfo, call)
	if fn == nil {
		return false
	}
	name := know.Name(fn)
	return name == "(*sync.WaitGroup).Go" || name == "(*golang.org/x/sync/errgroup.Group).Go"
}

// inLiteral reports whether a function literal lies between: it reads xs when
// it runs, not when it is made.
func inLiteral(id, outer inspector.Cursor) bool {
	for lit := range id.Enclosing((*ast.FuncLit)(nil)) {
		return outer.Contains(lit)
	}
	return false
}

// addressTaken reports whether the mention of xs is in &xs[i], or in xs[i].m
// with a method m of the pointer.
func (c *checker) addressTaken(id inspector.Cursor) bool {
	if id.ParentEdgeKind() != edge.IndexExpr_X {
		return false
	}
	elem := id.Parent()
	parent := elem.Parent()
	switch n := parent.Node().(type) {
	case *ast.UnaryExpr:
		return n.Op == token.AND
	case *ast.SelectorExpr:
		fn, ok := c.TypesInfo.Uses[n.Sel].(*types.Func)
		if !ok || elem.ParentEdgeKind() != edge.SelectorExpr_X {
			return false
		}
		_, pointer := fn.Signature().Recv().Type().(*types.Pointer)
		return pointer
	}
	return false
}
