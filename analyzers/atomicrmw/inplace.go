package atomicrmw

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/gocorelint/gocorelint/analyzers/internal/atomics"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

// changed reports assignments to elements of a map that comes from Load, while
// some other Load gets it without a lock.
func (c *checker) changed(load *atomics.Op) {
	m := c.mapOf(load)
	if !m.Valid() || !c.sharedReaders(load) {
		return
	}
	if at := c.stored(m); at != nil {
		c.reportInPlace(load, at)
		return
	}
	assign, ok := m.Parent().Node().(*ast.AssignStmt)
	if !ok || m.ParentEdgeKind() != edge.AssignStmt_Rhs {
		return
	}
	v := c.only(m, assign.Lhs[m.ParentEdgeIndex()])
	if v == nil {
		return
	}
	for use := range vars.Uses(c.TypesInfo, vars.Func(m), v) {
		if at := c.stored(use.At); at != nil {
			c.reportInPlace(load, at)
			return
		}
	}
}

func (c *checker) reportInPlace(load *atomics.Op, at ast.Node) {
	c.Report(report.Finding{At: at, Kind: inPlace, Args: []any{types.ExprString(load.X), c.Line(at.Pos(), load.Pos())},
		Related: []analysis.RelatedInformation{report.Related(load.CallExpr, "the map comes from here")}})
}

// mapOf is the map that the Load gives: its result asserted to be a map, or what the pointer
// points to.
func (c *checker) mapOf(load *atomics.Op) inspector.Cursor {
	cur := load.Cursor
	for range 4 {
		if t := c.TypesInfo.TypeOf(cur.Node().(ast.Expr)); t != nil {
			if _, ok := t.Underlying().(*types.Map); ok {
				return cur
			}
		}
		switch cur.ParentEdgeKind() {
		case edge.ParenExpr_X, edge.TypeAssertExpr_X, edge.StarExpr_X:
			cur = cur.Parent()
		default:
			return inspector.Cursor{}
		}
	}
	return inspector.Cursor{}
}

// stored is the expression by which an element of the map is set or deleted.
func (c *checker) stored(m inspector.Cursor) ast.Node {
	for m.ParentEdgeKind() == edge.ParenExpr_X {
		m = m.Parent()
	}
	switch m.ParentEdgeKind() {
	case edge.IndexExpr_X:
		elem := m.Parent()
		if elem.ParentEdgeKind() == edge.AssignStmt_Lhs || elem.ParentEdgeKind() == edge.IncDecStmt_X {
			return elem.Node()
		}
	case edge.CallExpr_Args:
		call := m.Parent().Node().(*ast.CallExpr)
		id, ok := ast.Unparen(call.Fun).(*ast.Ident)
		if ok && m.ParentEdgeIndex() == 0 && (c.TypesInfo.Uses[id] == types.Universe.Lookup("delete") || c.TypesInfo.Uses[id] == types.Universe.Lookup("clear")) {
			return call
		}
	}
	return nil
}

// sharedReaders reports whether some Load of the variable is made without a lock.
func (c *checker) sharedReaders(load *atomics.Op) bool {
	for _, other := range c.ops[load.Var] {
		if other.Verb == "Load" && other != load && !c.locks.At(other.Cursor) {
			return true
		}
	}
	return false
}
