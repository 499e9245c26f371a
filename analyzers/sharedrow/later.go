package sharedrow

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/gocorelint/gocorelint/analyzers/internal/expr"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

// A holder is what the package does with the elements of a list or map that is a field or a local variable.
type holder struct {
	puts   []inspector.Cursor // list[i] = x, list = append(list, x)
	within ast.Node           // list[i][j] = x, the first one
	other  bool               // an element is given away, or its address is taken
}

// later reports rows that a loop puts into all elements of a list, where other code sets an element of one of them:
//
//	for y := range b.cells { b.cells[y] = row }
//	…
//	b.cells[y][x] = 1
func later(pass *report.Pass, root inspector.Cursor) {
	var order []*types.Var
	holders := make(map[*types.Var]*holder)
	of := func(list ast.Expr) *holder {
		v := holderOf(pass.TypesInfo, list)
		if v == nil {
			return nil
		}
		h := holders[v]
		if h == nil {
			h = new(holder)
			holders[v] = h
			order = append(order, v)
		}
		return h
	}
	for cur := range root.Preorder((*ast.IndexExpr)(nil), (*ast.CallExpr)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.IndexExpr:
			if isRow(pass.TypesInfo.TypeOf(n)) {
				if h := of(n.X); h != nil {
					h.use(cur)
				}
			}
		case *ast.CallExpr:
			if expr.Builtin(pass.TypesInfo, n) == "append" && len(n.Args) == 2 && isRow(pass.TypesInfo.TypeOf(n.Args[1])) {
				if h := of(n.Args[0]); h != nil && cur.ParentEdgeKind() == edge.AssignStmt_Rhs {
					h.puts = append(h.puts, cur.Parent())
				}
			}
		}
	}
	for _, v := range order {
		if h := holders[v]; h.within != nil && len(h.puts) == 1 && !h.other {
			checkLater(pass, h)
		}
	}
}

// holderOf is the field or the variable of the function whose elements are meant.
func holderOf(info *types.Info, e ast.Expr) *types.Var {
	if sel, ok := ast.Unparen(e).(*ast.SelectorExpr); ok {
		s := info.Selections[sel]
		if s == nil || s.Kind() != types.FieldVal {
			return nil
		}
		return s.Obj().(*types.Var).Origin()
	}
	return vars.Of(info, e)
}

// isRow reports whether who changes a value of the type changes what others have of it.
func isRow(t types.Type) bool { return typeis.Slice(t) || typeis.Map(t) }

// use notes what is done with an element.
func (h *holder) use(cur inspector.Cursor) {
	for cur.ParentEdgeKind() == edge.ParenExpr_X {
		cur = cur.Parent()
	}
	switch cur.ParentEdgeKind() {
	case edge.AssignStmt_Lhs:
		h.puts = append(h.puts, cur.Parent())
	case edge.IndexExpr_X:
		elem := cur.Parent()
		switch elem.ParentEdgeKind() {
		case edge.AssignStmt_Lhs, edge.IncDecStmt_X:
			if h.within == nil {
				h.within = elem.Node()
			}
		case edge.UnaryExpr_X:
			h.other = true // to compare addresses, perhaps
		}
	case edge.UnaryExpr_X:
		h.other = true
	}
}

func checkLater(pass *report.Pass, h *holder) {
	info, stmt := pass.TypesInfo, h.puts[0]
	n := stmt.Node().(*ast.AssignStmt)
	if len(n.Lhs) != 1 || len(n.Rhs) != 1 {
		return
	}
	list, value := n.Lhs[0], n.Rhs[0]
	if x, ok := ast.Unparen(list).(*ast.IndexExpr); ok {
		list = x.X
	} else {
		call := value.(*ast.CallExpr)
		if holderOf(info, list) != holderOf(info, call.Args[0]) || call.Ellipsis.IsValid() {
			return
		}
		value = call.Args[1]
	}
	loop, body := loopOf(stmt)
	v := vars.Of(info, value)
	switch {
	case !loop.Valid() || v == nil || v.Pos() >= loop.Node().Pos() || leaves(body, n):
	case within(loop.Node(), vars.Of(info, list)): // a list of the round
	case !varies(info, stmt, loop) || !madeOnce(info, stmt, v):
	default:
		pass.Report(report.Finding{At: value, Kind: grid, Args: []any{v.Name(), types.ExprString(list), pass.Line(n.Pos(), h.within.Pos())}})
	}
}

func within(loop ast.Node, v *types.Var) bool {
	return v != nil && loop.Pos() <= v.Pos() && v.Pos() < loop.End()
}

// madeOnce reports whether the variable gets a slice or map of its own where it is declared, by make or a literal, and no
// other afterwards.
func madeOnce(info *types.Info, stmt inspector.Cursor, v *types.Var) bool {
	fn := vars.Func(stmt)
	if !fn.Valid() {
		return false
	}
	if init := vars.Init(fn, v); init == nil || !makes(info, init) {
		return false
	}
	for use := range vars.Uses(info, fn, v) {
		switch use.Kind {
		case vars.Address, vars.Set, vars.Update:
			return false
		}
	}
	return true
}

func makes(info *types.Info, e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.CompositeLit:
		return true
	case *ast.CallExpr:
		return expr.Builtin(info, e) == "make"
	}
	return false
}
