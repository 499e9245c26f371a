package lostvalue

import (
	_ "embed"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/gocorelint/gocorelint/analyzers/internal/expr"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

//go:embed doc.go
var doc string

var (
	ranged = &report.Kind{ID: "range-copy",
		Format: "%s stays as it was: %s is a copy of the element, and nothing uses it after this change; assign to %s"}
	copied = &report.Kind{ID: "copy",
		Format: "%s stays as it was: %s is a copy of it (%s), and nothing uses it after this change; %s"}
	bound = &report.Kind{ID: "bound",
		Format: "%s does not see this change: the method value at %s holds a copy of %s from before, since %s has a value receiver; call %[3]s.%[4]s where it is needed"}
	method = &report.Kind{ID: "method",
		Format: "%s stays as it was: %s is a copy of the element, %s sets fields of the copy, and nothing uses it afterwards; call it on %s"}
)

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "lostvalue",
		DocFile:  doc,
		Tests:    true,
		Kinds:    []*report.Kind{ranged, copied, method, bound, appended, shadowed},
		Requires: []*analysis.Analyzer{inspect.Analyzer},
		Run:      run,
	}.New()
}

func run(pass *report.Pass) {
	root := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root()
	seen := make(map[*types.Var]bool)
	set := &setters{info: pass.TypesInfo, root: root}
	for cur := range root.Preorder((*ast.AssignStmt)(nil), (*ast.IncDecStmt)(nil), (*ast.ExprStmt)(nil)) {
		switch stmt := cur.Node().(type) {
		case *ast.ExprStmt:
			lookCall(pass, set, cur, stmt.X)
		case *ast.IncDecStmt:
			look(pass, root, cur, stmt.X, seen)
		case *ast.AssignStmt:
			for _, lhs := range stmt.Lhs {
				look(pass, root, cur, lhs, seen)
			}
			lookBound(pass, cur, stmt)
			lookAppend(pass, root, cur, stmt, seen)
			lookShadow(pass, root, cur, stmt)
		}
	}
}

// look judges an assignment, if it is to a part of a local variable. The first
// change of a variable stands for all of them.
func look(pass *report.Pass, root, stmt inspector.Cursor, lhs ast.Expr, seen map[*types.Var]bool) {
	v := partOf(pass.TypesInfo, lhs)
	if v == nil || seen[v] {
		return
	}
	seen[v] = true
	id, ok := root.FindByPos(v.Pos(), v.Pos())
	if !ok {
		return
	}
	fn := vars.Func(stmt)
	if vars.Func(id) != fn {
		return // the function around may look at it
	}
	switch id.ParentEdgeKind() {
	case edge.RangeStmt_Value:
		loop := id.Parent().Node().(*ast.RangeStmt)
		if !hasElements(pass.TypesInfo.TypeOf(loop.X)) {
			return
		}
		if at := lost(pass.TypesInfo, fn, id.Parent(), v); at != nil {
			pass.Report(report.Finding{At: at, Kind: ranged, Args: []any{types.ExprString(loop.X), v.Name(), element(loop)}})
		}
	case edge.AssignStmt_Lhs:
		assign := id.Parent().Node().(*ast.AssignStmt)
		if len(assign.Rhs) != 1 || assign.Lhs[0] != id.Node() || !isCopy(pass.TypesInfo, assign.Rhs[0]) {
			return
		}
		if at := lost(pass.TypesInfo, fn, fn, v); at != nil && !setBehind(pass.TypesInfo, fn, at, assign.Rhs[0]) {
			from := types.ExprString(assign.Rhs[0])
			pass.Report(report.Finding{At: at, Kind: copied, Args: []any{from, v.Name(), pass.Line(at.Pos(), assign.Pos()), cure(pass.TypesInfo, assign.Rhs[0], v)}})
		}
	}
}

// setBehind reports whether the original gets another value behind the change, or is deleted from its map: then
// it does not stay as it was.
func setBehind(info *types.Info, fn inspector.Cursor, change ast.Node, original ast.Expr) bool {
	for cur := range fn.Preorder((*ast.AssignStmt)(nil), (*ast.CallExpr)(nil)) {
		if cur.Node().Pos() < change.End() {
			continue
		}
		switch n := cur.Node().(type) {
		case *ast.CallExpr:
			if deletes(info, n, original) {
				return true
			}
		case *ast.AssignStmt:
			for _, lhs := range n.Lhs {
				if expr.Same(info, lhs, original) {
					return true
				}
			}
		}
	}
	return false
}

// deletes reports whether the call is delete(m, key), and the original m[key].
func deletes(info *types.Info, call *ast.CallExpr, original ast.Expr) bool {
	x, ok := ast.Unparen(original).(*ast.IndexExpr)
	return ok && expr.Builtin(info, call) == "delete" && expr.Same(info, call.Args[0], x.X) && expr.Same(info, call.Args[1], x.Index)
}

// partOf returns the variable of which the expression names a part.
func partOf(info *types.Info, e ast.Expr) *types.Var {
	part := false
	for {
		switch x := ast.Unparen(e).(type) {
		case *ast.SelectorExpr:
			e, part = x.X, true
		case *ast.IndexExpr:
			e, part = x.X, true
		case *ast.Ident:
			if !part {
				return nil
			}
			v := vars.Of(info, x)
			if v == nil {
				return nil
			}
			switch v.Type().Underlying().(type) {
			case *types.Struct, *types.Array:
				return v
			}
			return nil
		default:
			return nil
		}
	}
}

// hasElements reports whether a range over the type gives copies of elements
// that are kept elsewhere.
func hasElements(t types.Type) bool {
	if t == nil {
		return false
	}
	switch u := t.Underlying().(type) {
	case *types.Slice, *types.Array, *types.Map:
		return true
	case *types.Pointer:
		_, ok := u.Elem().Underlying().(*types.Array)
		return ok
	}
	return false
}

// isCopy reports whether the expression is a part of something else, of which
// an assignment makes a copy.
func isCopy(info *types.Info, e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.IndexExpr:
		return hasElements(info.TypeOf(e.X))
	case *ast.StarExpr:
		return true
	case *ast.SelectorExpr:
		s := info.Selections[e]
		return s != nil && s.Kind() == types.FieldVal
	}
	return false
}

// lost returns the first change of a part of the variable, if nothing looks at
// the variable after any of them.
func lost(info *types.Info, fn, scope inspector.Cursor, v *types.Var) ast.Node {
	var changes []vars.Use
	last := token.NoPos // where something else is done with it
	for use := range vars.Uses(info, scope, v) {
		switch {
		case use.Func() != fn:
			return nil // a function literal may run at any time
		case use.Kind == vars.Part:
			changes = append(changes, use)
		case use.Kind == vars.Read && inChange(info, use.At, v):
			// Evaluated before the change, and lost with it.
		case use.Kind == vars.Read || use.Kind == vars.Set:
			last = use.Pos()
		default:
			return nil
		}
	}
	if len(changes) == 0 || jumps(fn) {
		return nil
	}
	for _, c := range changes {
		if c.Pos() < last || inLoop(c.At, v) && last.IsValid() {
			return nil
		}
	}
	return changes[0].At.Node()
}

// inChange reports whether the place is in an assignment to nothing but parts of
// the variable.
func inChange(info *types.Info, at inspector.Cursor, v *types.Var) bool {
	for cur := range at.Enclosing((*ast.AssignStmt)(nil)) {
		for _, lhs := range cur.Node().(*ast.AssignStmt).Lhs {
			if partOf(info, lhs) != v {
				return false
			}
		}
		return true
	}
	return false
}

// jumps reports whether the function has a goto, behind which the order of the
// source says nothing.
func jumps(fn inspector.Cursor) bool {
	for cur := range fn.Preorder((*ast.BranchStmt)(nil)) {
		if cur.Node().(*ast.BranchStmt).Tok == token.GOTO {
			return true
		}
	}
	return false
}

// inLoop reports whether the change is in a loop that the variable outlives.
func inLoop(at inspector.Cursor, v *types.Var) bool {
	for loop := range at.Enclosing((*ast.ForStmt)(nil), (*ast.RangeStmt)(nil)) {
		if v.Pos() < loop.Node().Pos() {
			return true
		}
	}
	return false
}

// element names the element of the loop's operand.
func element(loop *ast.RangeStmt) string {
	index := "i"
	if id, ok := loop.Key.(*ast.Ident); ok && id.Name != "_" {
		index = id.Name
	}
	return types.ExprString(loop.X) + "[" + index + "]"
}

// cure says what to do. An element of a map has no address.
func cure(info *types.Info, e ast.Expr, v *types.Var) string {
	if x, ok := ast.Unparen(e).(*ast.IndexExpr); ok {
		if _, ok := info.TypeOf(x.X).Underlying().(*types.Map); ok {
			return "store " + v.Name() + " back"
		}
	}
	return "take the address, or store " + v.Name() + " back"
}
