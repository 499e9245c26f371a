package atomicrmw

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/gocorelint/gocorelint/analyzers/internal/atomics"
	"github.com/gocorelint/gocorelint/analyzers/internal/calls"
	"github.com/gocorelint/gocorelint/analyzers/internal/expr"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

// checked reports a flag that is tested and then set by two operations, where
// what is done in between must be done once.
func (c *checker) checked(store *atomics.Op) {
	if c.swaps(store) || c.locks.At(store.Cursor) {
		return
	}
	if c.namedOnce(atomics.Declaration(store.Cursor)) {
		return // by whoever runs it, alone perhaps
	}
	for _, load := range append(c.getters(store), c.ops[store.Var]...) {
		if load.Verb != "Load" || load.Pos() > store.Pos() || !c.same(load, store) {
			continue
		}
		region, ok := guarded(load, store)
		if !ok {
			continue
		}
		if act, what := c.once(region, load.End()); act != nil {
			c.Report(report.Finding{At: load.CallExpr, Kind: check,
				Args:    []any{types.ExprString(load.X), c.Line(load.Pos(), store.Pos()), what, c.Line(load.Pos(), act.Pos())},
				Related: []analysis.RelatedInformation{report.Related(store.CallExpr, "it is set here")}})
			return
		}
		if back := c.setBack(store); back != nil {
			c.Report(report.Finding{At: load.CallExpr, Kind: busy,
				Args:    []any{types.ExprString(load.X), c.Line(load.Pos(), store.Pos()), c.Line(load.Pos(), back.Pos())},
				Related: []analysis.RelatedInformation{report.Related(store.CallExpr, "it is set here")}})
			return
		}
	}
}

// namedOnce reports whether the declaration is a function that only one place in the package names: a goroutine that
// is the only one to set the flag, for instance.
func (c *checker) namedOnce(decl ast.Node) bool {
	fn, ok := decl.(*ast.FuncDecl)
	if !ok || fn.Name.IsExported() {
		return false
	}
	uses := 0
	for _, obj := range c.TypesInfo.Uses {
		if f, ok := obj.(*types.Func); ok && f.Origin() == c.TypesInfo.Defs[fn.Name] {
			uses++
		}
	}
	return uses == 1
}

// getters are the calls, in the function of the Store, of methods that do nothing but return the Load of its variable:
// each counts as the Load.
func (c *checker) getters(store *atomics.Op) (list []*atomics.Op) {
	base, ok := ast.Unparen(store.X).(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	for _, load := range c.ops[store.Var] {
		decl, ok := atomics.Declaration(load.Cursor).(*ast.FuncDecl)
		if !ok || load.Verb != "Load" || decl.Recv == nil || len(decl.Body.List) != 1 {
			continue
		}
		fn, ok := c.TypesInfo.Defs[decl.Name].(*types.Func)
		if _, isReturn := decl.Body.List[0].(*ast.ReturnStmt); !isReturn || !ok {
			continue
		}
		for cur := range vars.Func(store.Cursor).Preorder((*ast.CallExpr)(nil)) {
			call := cur.Node().(*ast.CallExpr)
			sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
			if ok && c.TypesInfo.Uses[sel.Sel] == fn && expr.Same(c.TypesInfo, sel.X, base.X) {
				list = append(list, &atomics.Op{Call: calls.Call{Cursor: cur, CallExpr: call}, Verb: "Load", Type: load.Type, Method: load.Method, X: store.X, Var: store.Var})
			}
		}
	}
	return list
}

// setBack finds the deferred Store that sets the flag back: until then nobody else is to come through.
func (c *checker) setBack(store *atomics.Op) *atomics.Op {
	for _, other := range c.ops[store.Var] {
		if other.Verb != "Store" || other == store || other.Pos() < store.Pos() || atomics.Declaration(other.Cursor) != atomics.Declaration(store.Cursor) ||
			!expr.Same(c.TypesInfo, other.X, store.X) || !isConstant(c.TypesInfo, store.Values[0]) || !isConstant(c.TypesInfo, other.Values[0]) {
			continue
		}
		for d := range other.Enclosing((*ast.DeferStmt)(nil)) {
			if vars.Func(d) == vars.Func(store.Cursor) && d.Node().Pos() > store.Pos() {
				return other
			}
		}
	}
	return nil
}

func isConstant(info *types.Info, e ast.Expr) bool { return info.Types[e].Value != nil }

// guarded returns the statement list that runs if the flag is found unset: the body of
// the if statement whose condition is the Load, or what follows an if statement that
// leaves. The Store is a statement of it.
func guarded(load, store *atomics.Op) (inspector.Cursor, bool) {
	if store.ParentEdgeKind() != edge.ExprStmt_X {
		return inspector.Cursor{}, false
	}
	list := store.Parent().Parent()
	cond := load.Cursor
	for cond.ParentEdgeKind() == edge.ParenExpr_X || cond.ParentEdgeKind() == edge.UnaryExpr_X || cond.ParentEdgeKind() == edge.BinaryExpr_X {
		cond = cond.Parent()
	}
	if cond.ParentEdgeKind() != edge.IfStmt_Cond {
		return inspector.Cursor{}, false
	}
	ifs := cond.Parent()
	stmt := ifs.Node().(*ast.IfStmt)
	switch {
	case list.Node() == stmt.Body:
		return list, true
	case list == ifs.Parent() && leaves(stmt.Body):
		return list, true
	}
	return inspector.Cursor{}, false
}

func leaves(body *ast.BlockStmt) bool {
	if len(body.List) == 0 {
		return false
	}
	switch last := body.List[len(body.List)-1].(type) {
	case *ast.ReturnStmt:
		return true
	case *ast.BranchStmt:
		return last.Tok == token.CONTINUE || last.Tok == token.BREAK
	}
	return false
}

// once finds, after pos, what must not be done twice: close of a channel, or the
// start of a goroutine.
func (c *checker) once(list inspector.Cursor, pos token.Pos) (act ast.Node, what string) {
	for cur := range list.Preorder((*ast.CallExpr)(nil), (*ast.GoStmt)(nil)) {
		if cur.Node().Pos() < pos || vars.Func(cur) != vars.Func(list) {
			continue
		}
		switch n := cur.Node().(type) {
		case *ast.GoStmt:
			return n, "go statement"
		case *ast.CallExpr:
			if id, ok := ast.Unparen(n.Fun).(*ast.Ident); ok && c.TypesInfo.Uses[id] == types.Universe.Lookup("close") {
				return n, "close"
			}
		}
	}
	return nil, ""
}

// again reports a Load whose result is used as not nil because an earlier one was
// not nil.
func (c *checker) again(load *atomics.Op) {
	if !dereferenced(load.Cursor) {
		return
	}
	storer := c.storesNil(load.Var)
	if storer == nil || c.locks.At(load.Cursor) {
		return
	}
	for _, first := range c.ops[load.Var] {
		if first.Verb == "Load" && first.Pos() < load.Pos() && c.same(first, load) && onlyIfNotNil(c.TypesInfo, first, load) {
			c.Report(report.Finding{At: load.CallExpr, Kind: twice,
				Args:    []any{types.ExprString(load.X), c.Line(load.Pos(), storer.Pos()), c.Line(load.Pos(), first.Pos())},
				Related: []analysis.RelatedInformation{report.Related(storer.CallExpr, "nil is stored here")}})
			return
		}
	}
}

// dereferenced reports whether a field or method of the result is selected, or it is
// followed by a star.
func dereferenced(cur inspector.Cursor) bool {
	for cur.ParentEdgeKind() == edge.ParenExpr_X {
		cur = cur.Parent()
	}
	return cur.ParentEdgeKind() == edge.SelectorExpr_X || cur.ParentEdgeKind() == edge.StarExpr_X
}

// storesNil finds an operation that sets the variable to nil.
func (c *checker) storesNil(v *types.Var) *atomics.Op {
	for _, op := range c.ops[v] {
		if op.Type != "Pointer" || !op.Writes() || atomics.Lifecycle(atomics.Declaration(op.Cursor)) {
			continue
		}
		if last := op.Values[len(op.Values)-1]; c.TypesInfo.Types[ast.Unparen(last)].IsNil() {
			return op
		}
	}
	return nil
}

// onlyIfNotNil reports whether control comes to the second Load only if the
// first one was compared with nil and was not.
func onlyIfNotNil(info *types.Info, first, second *atomics.Op) bool {
	cmp, ok := first.Parent().Node().(*ast.BinaryExpr)
	if !ok || !info.Types[ast.Unparen(cmp.Y)].IsNil() || cmp.Op != token.NEQ {
		return false
	}
	cond := first.Parent()
	for cond.ParentEdgeKind() == edge.ParenExpr_X || cond.ParentEdgeKind() == edge.BinaryExpr_X || cond.ParentEdgeKind() == edge.BinaryExpr_Y {
		if b, ok := cond.Parent().Node().(*ast.BinaryExpr); ok {
			if b.Op != token.LAND {
				return false
			}
			if cond.ParentEdgeKind() == edge.BinaryExpr_X && b.Y.Pos() <= second.Pos() && second.End() <= b.Y.End() {
				return true
			}
		}
		cond = cond.Parent()
	}
	if cond.ParentEdgeKind() != edge.IfStmt_Cond {
		return false
	}
	body := cond.Parent().Node().(*ast.IfStmt).Body
	return body.Pos() <= second.Pos() && second.End() <= body.End()
}
