package lostvalue

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

// lookCall judges a call x.M() whose method does nothing but set fields of x,
// where x is the value of a range loop that nothing else uses.
func lookCall(pass *report.Pass, set *setters, stmt inspector.Cursor, e ast.Expr) {
	call, ok := e.(*ast.CallExpr)
	if !ok {
		return
	}
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return
	}
	v := vars.Of(pass.TypesInfo, sel.X)
	if v == nil || typeis.Pointer(v.Type()) {
		return
	}
	fn, ok := pass.TypesInfo.Uses[sel.Sel].(*types.Func)
	if !ok || fn.Pkg() != pass.Pkg || !isMethodOf(fn, v.Type()) {
		return
	}
	id, ok := set.root.FindByPos(v.Pos(), v.Pos())
	if !ok || id.ParentEdgeKind() != edge.RangeStmt_Value {
		return
	}
	loop := id.Parent().Node().(*ast.RangeStmt)
	if !hasElements(pass.TypesInfo.TypeOf(loop.X)) || !set.onlySets(fn) || !set.only(id.Parent(), vars.Func(stmt), v) {
		return
	}
	pass.Report(report.Finding{At: call, Kind: method, Args: []any{types.ExprString(loop.X), v.Name(), fn.Name(), element(loop)}})
}

// setters knows the methods that only set fields of their receiver.
type setters struct {
	info  *types.Info
	root  inspector.Cursor
	known map[*types.Func]bool
}

// onlySets reports whether the method sets fields of what its receiver points
// to, and does nothing else that anybody could see.
func (s *setters) onlySets(fn *types.Func) bool {
	if s.known == nil {
		s.known = make(map[*types.Func]bool)
		for cur := range s.root.Preorder((*ast.FuncDecl)(nil)) {
			decl := cur.Node().(*ast.FuncDecl)
			obj, ok := s.info.Defs[decl.Name].(*types.Func)
			s.known[obj] = ok && decl.Recv != nil && decl.Body != nil && s.body(decl)
		}
	}
	return s.known[fn.Origin()]
}

func (s *setters) body(decl *ast.FuncDecl) bool {
	names := decl.Recv.List[0].Names
	if len(names) != 1 || len(decl.Body.List) == 0 {
		return false
	}
	recv := s.info.Defs[names[0]]
	if recv == nil || !typeis.Pointer(recv.Type()) {
		return false
	}
	for _, stmt := range decl.Body.List {
		switch stmt := stmt.(type) {
		case *ast.IncDecStmt:
			if !s.isField(stmt.X, recv) {
				return false
			}
		case *ast.AssignStmt:
			for _, l := range stmt.Lhs {
				if !s.isField(l, recv) {
					return false
				}
			}
			for _, r := range stmt.Rhs {
				if !s.quiet(r, recv) {
					return false
				}
			}
		default:
			return false
		}
	}
	return true
}

// isField recognizes recv.f, a field of the struct itself.
func (s *setters) isField(e ast.Expr, recv types.Object) bool {
	x, ok := e.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	id, ok := x.X.(*ast.Ident)
	sel := s.info.Selections[x]
	return ok && s.info.Uses[id] == recv && sel != nil && sel.Kind() == types.FieldVal && len(sel.Index()) == 1
}

// quiet reports whether evaluating the expression does nothing, and lets nobody
// have the receiver.
func (s *setters) quiet(e ast.Expr, recv types.Object) bool {
	quiet := true
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			if s.isField(n, recv) {
				return false
			}
		case *ast.Ident:
			quiet = quiet && s.info.Uses[n] != recv
		case *ast.CallExpr:
			tv := s.info.Types[n.Fun]
			quiet = quiet && (tv.IsType() || tv.IsBuiltin())
		case *ast.UnaryExpr:
			quiet = quiet && n.Op.String() != "<-" && n.Op.String() != "&"
		case *ast.FuncLit:
			quiet = false
		}
		return quiet
	})
	return quiet
}

// only reports whether all that is done with the variable is to set its fields
// by such methods, or to read it before the first of them.
func (s *setters) only(loop, fn inspector.Cursor, v *types.Var) bool {
	if jumps(fn) {
		return false
	}
	set := false
	for use := range vars.Uses(s.info, loop, v) {
		switch {
		case use.Func() != fn || inLoop(use.At, v):
			return false
		case use.Kind == vars.Address && s.isCall(use.At):
			set = true
		case use.Kind != vars.Read || set && !s.isArg(use.At, v):
			return false
		}
	}
	return set
}

// isCall recognizes x in the statement x.M(), with a method that only sets.
func (s *setters) isCall(id inspector.Cursor) bool {
	if id.ParentEdgeKind() != edge.SelectorExpr_X || id.Parent().ParentEdgeKind() != edge.CallExpr_Fun {
		return false
	}
	call := id.Parent().Parent()
	fn, ok := s.info.Uses[id.Parent().Node().(*ast.SelectorExpr).Sel].(*types.Func)
	return ok && call.ParentEdgeKind() == edge.ExprStmt_X && s.onlySets(fn)
}

// isArg reports whether the mention is in the arguments of such a call.
func (s *setters) isArg(id inspector.Cursor, v *types.Var) bool {
	for cur := range id.Enclosing((*ast.CallExpr)(nil)) {
		sel, ok := cur.Node().(*ast.CallExpr).Fun.(*ast.SelectorExpr)
		return ok && vars.Of(s.info, sel.X) == v && cur.ParentEdgeKind() == edge.ExprStmt_X
	}
	return false
}

// isMethodOf reports whether the method is declared for the type itself, not for
// a field of it.
func isMethodOf(fn *types.Func, t types.Type) bool {
	recv := fn.Signature().Recv()
	if recv == nil {
		return false
	}
	p, ok := types.Unalias(recv.Type()).(*types.Pointer)
	return ok && types.Identical(p.Elem(), types.Unalias(t))
}
