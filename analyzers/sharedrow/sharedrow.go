package sharedrow

import (
	_ "embed"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/gocorelint/gocorelint/analyzers/internal/calls"
	"github.com/gocorelint/gocorelint/analyzers/internal/expr"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

//go:embed doc.go
var doc string

var (
	row = &report.Kind{ID: "row",
		Format: "every round puts the same %s into %s, and %s writes to it: all of them show what the last round wrote; make it inside of the loop"}
	grid = &report.Kind{ID: "set-later",
		Format: "every round puts the same %s into %s, and %s sets an element of one of them: it shows in all; make it inside of the loop"}
	repeat = &report.Kind{ID: "repeat",
		Format: "slices.Repeat copies the reference: all elements are the one %s made here, and a change of one shows in all; make each in a loop"}
	oldVariable = &report.Kind{ID: "loop-variable",
		Format: "before Go 1.22 all rounds share one %s: each element of %s refers to it and shows the last round's; copy it in the loop: %[1]s := %[1]s"}
	buffer = &report.Kind{ID: "buffer",
		Format: "this reads into the array again that %s keeps for later: all that is kept shows the last read; make the buffer of %s inside of the loop, or keep a copy"}
	again = &report.Kind{ID: "cut",
		Format: "the cut slice has the array that %s keeps: the next appends overwrite what is there; set it to nil here, or keep a copy: slices.Clone"}
)

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "sharedrow",
		DocFile:  doc,
		Tests:    true,
		Kinds:    []*report.Kind{row, grid, repeat, oldVariable, buffer, again},
		Requires: []*analysis.Analyzer{inspect.Analyzer, calls.Analyzer, flow.Analyzer},
		Run:      run,
	}.New()
}

func run(pass *report.Pass) {
	root := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root()
	for cur := range root.Preorder((*ast.AssignStmt)(nil)) {
		list, value := kept(pass.TypesInfo, cur.Node().(*ast.AssignStmt))
		if list == nil {
			continue
		}
		if loop, body := loopOf(cur); loop.Valid() {
			checkRow(pass, cur, loop, body, list, value)
		}
	}
	for _, call := range pass.ResultOf[calls.Analyzer].(*calls.Index).Of("slices.Repeat") {
		checkRepeat(pass, call)
	}
	reused(pass)
	later(pass, root)
}

// kept recognizes list = append(list, x) and list[i] = x.
func kept(info *types.Info, n *ast.AssignStmt) (list *types.Var, value ast.Expr) {
	if n.Tok != token.ASSIGN || len(n.Lhs) != 1 || len(n.Rhs) != 1 {
		return nil, nil
	}
	if x, ok := n.Lhs[0].(*ast.IndexExpr); ok {
		return vars.Of(info, x.X), n.Rhs[0]
	}
	call, ok := ast.Unparen(n.Rhs[0]).(*ast.CallExpr)
	if !ok || len(call.Args) != 2 || call.Ellipsis.IsValid() {
		return nil, nil
	}
	if expr.Builtin(info, call) != "append" {
		return nil, nil
	}
	list = vars.Of(info, n.Lhs[0])
	if list == nil || vars.Of(info, call.Args[0]) != list {
		return nil, nil
	}
	return list, call.Args[1]
}

// loopOf returns the loop of which the statement is run in each round.
func loopOf(stmt inspector.Cursor) (loop inspector.Cursor, body *ast.BlockStmt) {
	if stmt.ParentEdgeKind() != edge.BlockStmt_List {
		return inspector.Cursor{}, nil
	}
	block := stmt.Parent()
	switch block.ParentEdgeKind() {
	case edge.ForStmt_Body, edge.RangeStmt_Body:
		return block.Parent(), block.Node().(*ast.BlockStmt)
	}
	return inspector.Cursor{}, nil
}

func checkRow(pass *report.Pass, stmt, loop inspector.Cursor, body *ast.BlockStmt, list *types.Var, value ast.Expr) {
	info := pass.TypesInfo
	if v := loopVariable(info, loop, value); v != nil && list.Pos() < loop.Node().Pos() && !leaves(body, stmt.Node()) &&
		onlyKept(info, stmt, loop, list) && varies(info, stmt, loop) {
		pass.Report(report.Finding{At: value, Kind: oldVariable, Until: "go1.22", Args: []any{v.Name(), list.Name()}})
		return
	}
	address := false
	if u, ok := ast.Unparen(value).(*ast.UnaryExpr); ok && u.Op == token.AND {
		value, address = u.X, true
	}
	v := vars.Of(info, value)
	switch {
	case v == nil || v == list || !address && !isReference(v.Type()):
		return
	case v.Pos() >= loop.Node().Pos() || list.Pos() >= loop.Node().Pos():
		return // made anew in each round
	case leaves(body, stmt.Node()):
		return // there is one round
	case !onlyKept(info, stmt, loop, list) || !varies(info, stmt, loop):
		return
	}
	w := writeOf(info, loop, stmt, v, address)
	if w == nil {
		return
	}
	pass.Report(report.Finding{At: value, Kind: row, Args: []any{v.Name(), list.Name(), pass.Line(value.Pos(), w.Pos())}})
}

func isReference(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Slice, *types.Map:
		return true
	case *types.Pointer:
		_, ok := u.Elem().Underlying().(*types.Struct)
		return ok
	}
	return false
}

// leaves reports whether the loop ends or returns right behind the statement.
func leaves(body *ast.BlockStmt, stmt ast.Node) bool {
	last := body.List[len(body.List)-1]
	switch s := last.(type) {
	case *ast.ReturnStmt:
		return true
	case *ast.BranchStmt:
		return s.Tok == token.BREAK || s.Tok == token.GOTO
	}
	return false
}

// onlyKept reports whether all that the loop does with the list is to put
// this into it: nothing empties it, or looks at it while the object is as it was.
func onlyKept(info *types.Info, stmt, loop inspector.Cursor, list *types.Var) bool {
	for use := range vars.Uses(info, loop, list) {
		if stmt.Node().Pos() <= use.Pos() && use.Pos() < stmt.Node().End() {
			continue
		}
		if !inLength(info, use.At) {
			return false
		}
	}
	return true
}

func inLength(info *types.Info, id inspector.Cursor) bool {
	if id.ParentEdgeKind() != edge.CallExpr_Args {
		return false
	}
	name := expr.Builtin(info, id.Parent().Node().(*ast.CallExpr))
	return name == "len" || name == "cap"
}

// varies reports whether each round puts it elsewhere: it is appended, or the
// index is the key or the value of the loop, or its counter.
func varies(info *types.Info, stmt, loop inspector.Cursor) bool {
	x, ok := stmt.Node().(*ast.AssignStmt).Lhs[0].(*ast.IndexExpr)
	if !ok {
		return true
	}
	v := vars.Of(info, x.Index)
	if v == nil {
		return false
	}
	switch n := loop.Node().(type) {
	case *ast.RangeStmt:
		return vars.Of(info, n.Key) == v || n.Value != nil && vars.Of(info, n.Value) == v
	case *ast.ForStmt:
		inc, ok := n.Post.(*ast.IncDecStmt)
		return ok && vars.Of(info, inc.X) == v
	}
	return false
}

// writeOf finds where the loop writes to the object. It is nil if the variable
// gets another object, or anything unknown happens to it.
func writeOf(info *types.Info, loop, stmt inspector.Cursor, v *types.Var, address bool) ast.Node {
	var write ast.Node
	for use := range vars.Uses(info, loop, v) {
		if stmt.Node().Pos() <= use.Pos() && use.Pos() < stmt.Node().End() {
			continue
		}
		if use.Func() != vars.Func(stmt) {
			return nil
		}
		switch use.Kind {
		case vars.Set, vars.Update:
			switch {
			case address:
				write = use.At.Node()
			case !isCut(info, use.At, v):
				return nil
			}
		case vars.Address:
			if keepsAddress(use.At) {
				continue
			}
			write = use.At.Node()
		case vars.Part:
			write = use.At.Node()
		case vars.Read:
			if !address && writesThrough(info, use.At) {
				write = use.At.Node()
			}
		}
	}
	return write
}

// keepsAddress recognizes x = &v and x[i] = &v: they write to x only.
func keepsAddress(id inspector.Cursor) bool {
	return id.ParentEdgeKind() == edge.UnaryExpr_X && id.Parent().ParentEdgeKind() == edge.AssignStmt_Rhs
}

// isCut recognizes v = v[:0], which keeps the array.
func isCut(info *types.Info, id inspector.Cursor, v *types.Var) bool {
	if id.ParentEdgeKind() != edge.AssignStmt_Lhs {
		return false
	}
	n := id.Parent().Node().(*ast.AssignStmt)
	if len(n.Rhs) != 1 || len(n.Lhs) != 1 {
		return false
	}
	switch r := ast.Unparen(n.Rhs[0]).(type) {
	case *ast.SliceExpr:
		return vars.Of(info, r.X) == v && r.Low == nil && r.High != nil && isZero(info, r.High)
	}
	return false
}

func isZero(info *types.Info, e ast.Expr) bool {
	n, ok := expr.Int(info, e)
	return ok && n == 0
}

// writesThrough reports whether the mention changes what the variable refers to:
// v[i] = x, v[i]++, v.f = x, copy(v, x), clear(v).
func writesThrough(info *types.Info, id inspector.Cursor) bool {
	cur := id
	for {
		switch cur.ParentEdgeKind() {
		case edge.IndexExpr_X, edge.SelectorExpr_X, edge.ParenExpr_X, edge.StarExpr_X:
			if sel, ok := cur.Parent().Node().(*ast.SelectorExpr); ok {
				if s := info.Selections[sel]; s == nil || s.Kind() != types.FieldVal {
					return false
				}
			}
			if cur != id {
				// v[i].f and v[i][j] are parts of the object only where nothing is followed in between.
				switch info.TypeOf(cur.Node().(ast.Expr)).Underlying().(type) {
				case *types.Struct, *types.Array:
				default:
					return false
				}
			}
			cur = cur.Parent()
			continue
		case edge.AssignStmt_Lhs, edge.IncDecStmt_X:
			return cur != id
		case edge.CallExpr_Args:
			call := cur.Parent().Node().(*ast.CallExpr)
			name := expr.Builtin(info, call)
			return cur == id && call.Args[0] == id.Node() && (name == "copy" || name == "clear")
		}
		return false
	}
}
