// Package groups is the engine that knows the errgroups of a package that are
// variables of a function: what is started in them, with which context, and who waits.
package groups

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/gocorelint/gocorelint/analyzers/internal/calls"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

// Path is the import path of the library.
const Path = "golang.org/x/sync/errgroup"

const method = "(*" + Path + ".Group)."

// A Group is a variable that holds one group all the time.
type Group struct {
	Var   *types.Var
	Func  inspector.Cursor // the function, or function literal, whose variable it is
	Calls []Call           // of its methods, in source order
	// Escapes says that something else is done with it, or that it is a
	// parameter: others may call its methods.
	Escapes bool

	// With is the call of errgroup.WithContext that makes it, nil if there is none.
	With *ast.CallExpr
	// Derived is the variable for its context, nil if that is thrown away or kept elsewhere.
	Derived *types.Var
	// Blank is the _ that throws its context away.
	Blank *ast.Ident

	bodies map[*types.Var]*ast.FuncLit
	info   *types.Info
}

// A Call is one call of a method.
type Call struct {
	calls.Call
	Method string // Go, TryGo, Wait or SetLimit
}

// Member is the function literal that the call starts, not ok if there is none.
func (g *Group) Member(c Call) (*ast.FuncLit, bool) {
	if c.Method != "Go" && c.Method != "TryGo" || len(c.Args) != 1 {
		return nil, false
	}
	lit := g.literal(c.Args[0])
	return lit, lit != nil
}

// Of lists the groups in which a package starts something, or whose limit it sets.
func Of(info *types.Info, index *calls.Index) []*Group {
	var groups []*Group
	seen := make(map[*types.Var]bool)
	for _, call := range index.Of(method+"Go", method+"TryGo", method+"SetLimit") {
		sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
		if !ok {
			continue
		}
		v := vars.Of(info, sel.X)
		if v == nil || seen[v] || !isGroup(v.Type()) {
			continue
		}
		seen[v] = true
		if g := of(info, call.Cursor, v); g != nil {
			groups = append(groups, g)
		}
	}
	return groups
}

func isGroup(t types.Type) bool {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Name() == "Group" && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == Path
}

// of collects what is done with a variable, nil if it may hold several groups.
func of(info *types.Info, at inspector.Cursor, v *types.Var) *Group {
	var decl inspector.Cursor
	for fn := range at.Enclosing((*ast.FuncDecl)(nil)) {
		decl = fn
	}
	if !decl.Valid() {
		return nil
	}
	g := &Group{Var: v, Escapes: v.Kind() != types.LocalVar, info: info, bodies: make(map[*types.Var]*ast.FuncLit)}
	for use := range vars.Uses(info, decl, v) {
		switch {
		case use.Kind.Changes():
			return nil
		default:
			g.use(use.At)
		}
	}
	g.definition(decl)
	g.functions(decl)
	return g
}

func (g *Group) use(id inspector.Cursor) {
	sel := id.Parent()
	if id.ParentEdgeKind() != edge.SelectorExpr_X || sel.ParentEdgeKind() != edge.CallExpr_Fun {
		g.Escapes = true
		return
	}
	call := sel.Parent()
	c := Call{calls.Call{Cursor: call, CallExpr: call.Node().(*ast.CallExpr)}, sel.Node().(*ast.SelectorExpr).Sel.Name}
	c.Name = method + c.Method
	g.Calls = append(g.Calls, c)
}

// definition finds the function whose variable it is, and WithContext.
func (g *Group) definition(decl inspector.Cursor) {
	g.Func = decl
	for lit := range decl.Preorder((*ast.FuncLit)(nil)) {
		if n := lit.Node(); n.Pos() <= g.Var.Pos() && g.Var.Pos() < n.End() {
			g.Func = lit
		}
	}
	for cur := range decl.Preorder((*ast.AssignStmt)(nil)) {
		assign := cur.Node().(*ast.AssignStmt)
		if len(assign.Lhs) != 2 || len(assign.Rhs) != 1 || g.info.ObjectOf(ident(assign.Lhs[0])) != types.Object(g.Var) {
			continue
		}
		call, ok := ast.Unparen(assign.Rhs[0]).(*ast.CallExpr)
		if !ok || !IsWithContext(g.info, call) {
			continue
		}
		g.With, g.Derived = call, vars.Of(g.info, assign.Lhs[1])
		if id := ident(assign.Lhs[1]); id != nil && id.Name == "_" {
			g.Blank = id
		}
	}
}

func ident(e ast.Expr) *ast.Ident {
	id, _ := e.(*ast.Ident)
	return id
}

// IsWithContext reports whether a call makes a group with a context.
func IsWithContext(info *types.Info, call *ast.CallExpr) bool {
	fn, ok := typeutil.Callee(info, call).(*types.Func)
	return ok && know.Is(fn, Path+".WithContext")
}

// functions finds the variables that hold one function literal all the time.
func (g *Group) functions(decl inspector.Cursor) {
	set := make(map[*types.Var]int)
	note := func(to, value ast.Expr) {
		if v := vars.Of(g.info, to); v != nil {
			set[v]++
			if lit, ok := ast.Unparen(value).(*ast.FuncLit); ok {
				g.bodies[v] = lit
			}
		}
	}
	for cur := range decl.Preorder((*ast.AssignStmt)(nil), (*ast.ValueSpec)(nil), (*ast.UnaryExpr)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.AssignStmt:
			for i, to := range n.Lhs {
				if len(n.Lhs) == len(n.Rhs) {
					note(to, n.Rhs[i])
				} else {
					note(to, n.Rhs[0])
				}
			}
		case *ast.ValueSpec:
			for i, to := range n.Names {
				if i < len(n.Values) {
					note(to, n.Values[i])
				}
			}
		case *ast.UnaryExpr:
			note(n.X, n) // its address may be taken
		}
	}
	for v, n := range set {
		if n > 1 {
			delete(g.bodies, v)
		}
	}
}

// literal is the function literal that an expression is known to be.
func (g *Group) literal(e ast.Expr) *ast.FuncLit {
	if lit, ok := ast.Unparen(e).(*ast.FuncLit); ok {
		return lit
	}
	return g.bodies[vars.Of(g.info, e)]
}

// Runs calls visit for the calls that the goroutine makes itself which runs a function literal:
// in it, in literals that it calls or defers, and in those that the
// variables hold which it calls. What it starts is left out, and what it hands on.
func (g *Group) Runs(lit *ast.FuncLit, visit func(*ast.CallExpr)) {
	seen := make(map[*ast.FuncLit]bool)
	var run func(lit *ast.FuncLit)
	run = func(lit *ast.FuncLit) {
		if lit == nil || seen[lit] {
			return
		}
		seen[lit] = true
		ast.Inspect(lit.Body, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncLit:
				return false
			case *ast.GoStmt:
				for _, arg := range n.Call.Args {
					ast.Inspect(arg, func(n ast.Node) bool {
						if call, ok := n.(*ast.CallExpr); ok {
							visit(call)
						}
						_, isLit := n.(*ast.FuncLit)
						return !isLit
					})
				}
				return false
			case *ast.CallExpr:
				visit(n)
				run(g.literal(n.Fun))
			}
			return true
		})
	}
	run(lit)
}

// Called returns the call of a method of the group that an expression is.
func (g *Group) Called(call *ast.CallExpr) (Call, bool) {
	for _, c := range g.Calls {
		if c.CallExpr == call {
			return c, true
		}
	}
	return Call{}, false
}

// Mentions reports whether a node names the variable.
func Mentions(info *types.Info, n ast.Node, v *types.Var) (found bool) {
	ast.Inspect(n, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && info.Uses[id] == types.Object(v) {
			found = true
		}
		return !found
	})
	return found
}
