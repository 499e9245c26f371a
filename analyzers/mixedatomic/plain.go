package mixedatomic

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/gocorelint/gocorelint/analyzers/internal/atomics"
	"github.com/gocorelint/gocorelint/internal/lazyregexp"
)

// An access is a read or write of a variable without sync/atomic.
type access struct {
	at      inspector.Cursor // the whole expression, s.n
	expr    ast.Expr
	in      ast.Node // the declaration around it
	writes  bool
	updates bool     // x++, x += y
	old     ast.Expr // the value: what it is assigned to, or the expression itself
}

// plain collects the plain accesses to the variables.
func (c *checker) plain() {
	for cur := range c.root.Preorder((*ast.Ident)(nil)) {
		id := cur.Node().(*ast.Ident)
		if c.args[id] {
			continue
		}
		v, ok := c.TypesInfo.Uses[id].(*types.Var)
		if !ok {
			continue
		}
		if x := c.vars[v.Origin()]; x != nil {
			c.access(x, cur)
		}
	}
}

func (c *checker) access(v *variable, id inspector.Cursor) {
	at := id
	if at.ParentEdgeKind() == edge.SelectorExpr_Sel {
		at = at.Parent()
	}
	for at.ParentEdgeKind() == edge.ParenExpr_X {
		at = at.Parent()
	}
	a := access{at: at, in: atomics.Declaration(at)}
	switch n := at.Parent().Node().(type) {
	case *ast.KeyValueExpr:
		if at.ParentEdgeKind() == edge.KeyValueExpr_Key {
			v.copied = v.copied || c.loads(n.Value, v)
			return // of a composite literal
		}
	case *ast.UnaryExpr:
		if n.Op == token.AND {
			v.open = true
			return
		}
	case *ast.AssignStmt:
		a.writes = at.ParentEdgeKind() == edge.AssignStmt_Lhs
		a.updates = a.writes && n.Tok != token.ASSIGN
		if i := at.ParentEdgeIndex(); a.writes && i < len(n.Rhs) {
			v.copied = v.copied || c.loads(n.Rhs[i], v)
		}
		if i := at.ParentEdgeIndex(); !a.writes && len(n.Lhs) == len(n.Rhs) {
			a.old = n.Lhs[i]
		}
	case *ast.IncDecStmt:
		a.writes, a.updates = true, true
	case *ast.RangeStmt:
		a.writes = at.ParentEdgeKind() != edge.RangeStmt_X
	case *ast.CallExpr:
		if c.isUnsafe(n) {
			return // unsafe.Offsetof(s.n)
		}
		a.old = at.Node().(ast.Expr)
	}
	a.expr = at.Node().(ast.Expr)
	v.plain = append(v.plain, a)
}

// loads reports whether the expression reads the variable atomically: what it is
// assigned to is the same field of a copy.
func (c *checker) loads(e ast.Expr, v *variable) (found bool) {
	ast.Inspect(e, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && c.args[id] {
			field, _ := c.TypesInfo.Uses[id].(*types.Var)
			found = found || field != nil && field.Origin() == v.Var
		}
		return !found
	})
	return found
}

func (c *checker) isUnsafe(call *ast.CallExpr) bool {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	_, builtin := c.TypesInfo.Uses[sel.Sel].(*types.Builtin)
	return builtin
}

// alone reports whether nobody else may have the variable at the access.
func (c *checker) alone(a access) bool {
	fd, ok := a.in.(*ast.FuncDecl)
	switch {
	case !ok: // initialization of a package variable
		return true
	case atomics.Lifecycle(fd):
		return true
	case !c.Wanted(atomics.File(a.at)), c.IsTest(atomics.File(a.at)):
		return true
	}
	return c.ownCopy(a.expr, fd) || c.renewed(a.expr, fd) || c.resets(a) || c.ordered(a, fd)
}

// renewed reports whether the function has set what the field is selected from to a new object before.
func (c *checker) renewed(e ast.Expr, fd *ast.FuncDecl) bool {
	sel, ok := ast.Unparen(e).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	base, found := types.ExprString(sel.X), false
	ast.Inspect(fd, func(n ast.Node) bool {
		assign, ok := n.(*ast.AssignStmt)
		if !ok || assign.End() > e.Pos() || len(assign.Lhs) != len(assign.Rhs) {
			return !found
		}
		for i, lhs := range assign.Lhs {
			if _, field := ast.Unparen(lhs).(*ast.SelectorExpr); field && types.ExprString(lhs) == base && isNew(assign.Rhs[i]) {
				found = true
			}
		}
		return !found
	})
	return found
}

// resets reports whether one statement sets the variable beside other fields of the object: then the object is
// made anew, and nobody else has it.
func (c *checker) resets(a access) bool {
	assign, ok := a.at.Parent().Node().(*ast.AssignStmt)
	sel, isField := a.expr.(*ast.SelectorExpr)
	if !ok || !isField || !a.writes || len(assign.Lhs) < 2 {
		return false
	}
	for _, lhs := range assign.Lhs {
		if other, ok := ast.Unparen(lhs).(*ast.SelectorExpr); !ok || types.ExprString(other.X) != types.ExprString(sel.X) {
			return false
		}
	}
	return true
}

// ownCopy reports whether the expression is about memory of the function's own: a
// copy of the struct, or an object that it has made or got from a constructor.
func (c *checker) ownCopy(e ast.Expr, fd *ast.FuncDecl) bool {
	for {
		sel, ok := ast.Unparen(e).(*ast.SelectorExpr)
		if !ok {
			return false
		}
		s := c.TypesInfo.Selections[sel]
		if s == nil {
			return false // a variable of another package
		}
		e = ast.Unparen(sel.X)
		root, ok := e.(*ast.Ident)
		if !ok {
			if s.Indirect() {
				return false
			}
			continue
		}
		v, ok := c.TypesInfo.Uses[root].(*types.Var)
		if !ok || v.Parent() == c.Pkg.Scope() {
			return false
		}
		if !s.Indirect() {
			return true
		}
		return c.made(v, fd)
	}
}

// made reports whether the function sets the variable to a new object: a literal
// or what a call returns.
func (c *checker) made(v *types.Var, fd *ast.FuncDecl) bool {
	found := false
	ast.Inspect(fd, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for i, lhs := range n.Lhs {
				id, ok := lhs.(*ast.Ident)
				if ok && c.TypesInfo.ObjectOf(id) == v && isNew(n.Rhs[min(i, len(n.Rhs)-1)]) {
					found = true
				}
			}
		case *ast.ValueSpec:
			for i, id := range n.Names {
				if c.TypesInfo.Defs[id] == v && i < len(n.Values) && isNew(n.Values[i]) {
					found = true
				}
			}
		}
		return !found
	})
	return found
}

// isNew reports whether the expression is a literal or a call.
func isNew(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.CallExpr, *ast.CompositeLit:
		return true
	case *ast.UnaryExpr:
		return e.Op == token.AND
	}
	return false
}

var waits = lazyregexp.New(`(?i)wait|join|stop|close|shutdown|cancel|drain|flush`)

// ordered reports whether the function waits for others before the access, or
// starts them after it. What is deferred comes last; a go statement in a loop around the access comes before it, too.
func (c *checker) ordered(a access, fd *ast.FuncDecl) bool {
	pos := a.expr.Pos()
	var loops []ast.Node
	for loop := range a.at.Enclosing((*ast.ForStmt)(nil), (*ast.RangeStmt)(nil)) {
		loops = append(loops, loop.Node())
	}
	before, after := false, false
	ast.Inspect(fd, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.DeferStmt:
			_, literal := ast.Unparen(n.Call.Fun).(*ast.FuncLit)
			return literal
		case *ast.UnaryExpr:
			before = before || n.Op == token.ARROW && n.Pos() < pos
		case *ast.SelectStmt:
			before = before || n.Pos() < pos
		case *ast.CallExpr:
			if id := nameOf(n.Fun); id != nil && waits.MatchString(id.Name) {
				before = before || n.Pos() < pos
			}
		case *ast.GoStmt:
			again := slices.ContainsFunc(loops, func(loop ast.Node) bool { return loop.Pos() < n.Pos() && n.End() <= loop.End() })
			after = after || n.Pos() > pos && !again
		}
		return true
	})
	return before || after || waits.MatchString(fd.Name.Name)
}
