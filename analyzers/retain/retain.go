package retain

import (
	_ "embed"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/gocorelint/gocorelint/analyzers/internal/calls"
	"github.com/gocorelint/gocorelint/analyzers/internal/expr"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/hot"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

//go:embed doc.go
var doc string

var (
	front = &report.Kind{ID: "front",
		Format: "the array keeps what %s had in front, and the collector sees all of it: that lives on until the slice grows; set %[1]s[0] to its zero value first"}
	removed = &report.Kind{ID: "removed",
		Format: "the array keeps a second reference to the last element of %s behind the end: it lives on when it is removed too; use slices.Delete, which clears it"}
	swapped = &report.Kind{ID: "swapped",
		Format: "the array keeps the last element of %s behind the end: it lives on when it is removed too; set it to its zero value before the slice is cut"}
)

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "retain",
		DocFile:  doc,
		Kinds:    []*report.Kind{front, removed, swapped, part},
		Requires: []*analysis.Analyzer{inspect.Analyzer, calls.Analyzer, flow.Analyzer},
		Run:      run,
	}.New()
}

// A cut shortens a slice.
type cut struct {
	kind  *report.Kind
	stmt  *ast.AssignStmt
	fn    inspector.Cursor
	slice ast.Expr
}

func run(pass *report.Pass) {
	if hot.ForTests(pass) {
		return
	}
	parts(pass)
	var cuts []*cut
	grows := make(map[*types.Var]bool)   // by append
	givenUp := make(map[*types.Var]bool) // set to nil, or to another slice
	root := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root()
	for cur := range root.Preorder((*ast.AssignStmt)(nil)) {
		n := cur.Node().(*ast.AssignStmt)
		if n.Tok != token.ASSIGN || len(n.Lhs) != len(n.Rhs) {
			continue
		}
		for i, l := range n.Lhs {
			v := longLived(pass, l)
			if v == nil {
				continue
			}
			r := ast.Unparen(n.Rhs[i])
			switch {
			case isAppend(pass.TypesInfo, r, l):
				grows[v] = true
			case pass.TypesInfo.Types[r].IsNil():
				givenUp[v] = true
			}
			if kind := kindOf(pass.TypesInfo, cur, l, r); kind != nil {
				cuts = append(cuts, &cut{kind, n, vars.Func(cur), l})
			}
		}
	}
	for _, c := range cuts {
		v := longLived(pass, c.slice)
		if grows[v] && !(c.kind == front && givenUp[v]) && !fills(pass.TypesInfo, c) && !clears(pass.TypesInfo, c) {
			pass.Report(report.Finding{At: c.stmt, Kind: c.kind, Args: []any{types.ExprString(c.slice)}})
		}
	}
}

// longLived is the field or variable of the package that the expression names,
// if it holds a slice whose elements may keep much.
func longLived(pass *report.Pass, e ast.Expr) *types.Var {
	var id *ast.Ident
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		id = e
	case *ast.SelectorExpr:
		id = e.Sel
	default:
		return nil
	}
	v, ok := pass.TypesInfo.Uses[id].(*types.Var)
	if !ok || v.Pkg() != pass.Pkg || !v.IsField() && v.Parent() != pass.Pkg.Scope() {
		return nil
	}
	s, ok := v.Type().Underlying().(*types.Slice)
	if !ok || !holdsMuch(s.Elem(), 0) {
		return nil
	}
	if sel, ok := ast.Unparen(e).(*ast.SelectorExpr); ok && v.IsField() && !isShared(pass.TypesInfo.TypeOf(sel.X)) {
		return nil
	}
	return v.Origin()
}

// isShared reports whether the struct has a lock or a channel: it lives as long as
// several goroutines need it.
func isShared(t types.Type) bool {
	if t == nil {
		return false
	}
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for f := range s.Fields() {
		t := f.Type()
		if p, ok := types.Unalias(t).(*types.Pointer); ok {
			t = p.Elem()
		}
		if named, ok := types.Unalias(t).(*types.Named); ok && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "sync" {
			return true
		}
		if _, ok := t.Underlying().(*types.Chan); ok {
			return true
		}
	}
	return false
}

// isAppend recognizes append(s, v), which is not a removal.
func isAppend(info *types.Info, r, s ast.Expr) bool {
	call, ok := r.(*ast.CallExpr)
	return ok && expr.Builtin(info, call) == "append" && expr.Same(info, call.Args[0], s)
}

// kindOf recognizes s = s[1:], s = append(s[:i], s[i+1:]...), and s = s[:len(s)-1]
// behind s[i] = s[len(s)-1].
func kindOf(info *types.Info, stmt inspector.Cursor, s, r ast.Expr) *report.Kind {
	switch r := r.(type) {
	case *ast.SliceExpr:
		if !expr.Same(info, r.X, s) || r.Slice3 {
			return nil
		}
		if r.High == nil && isOne(info, r.Low) {
			return front
		}
		if r.Low == nil && isLast(info, r.High, s) {
			if prev, ok := stmt.PrevSibling(); ok && movesLast(info, prev.Node(), s) {
				return swapped
			}
		}
	case *ast.CallExpr:
		if expr.Builtin(info, r) != "append" || len(r.Args) != 2 || !r.Ellipsis.IsValid() {
			return nil
		}
		head, ok := ast.Unparen(r.Args[0]).(*ast.SliceExpr)
		tail, ok2 := ast.Unparen(r.Args[1]).(*ast.SliceExpr)
		if ok && ok2 && head.Low == nil && !head.Slice3 && tail.High == nil && tail.Low != nil && expr.Same(info, head.X, s) && expr.Same(info, tail.X, s) {
			return removed
		}
	}
	return nil
}

func isOne(info *types.Info, e ast.Expr) bool {
	if e == nil {
		return false
	}
	n, ok := expr.Int(info, e)
	return ok && n == 1
}

// isLast recognizes len(s)-1.
func isLast(info *types.Info, e, s ast.Expr) bool {
	b, ok := ast.Unparen(e).(*ast.BinaryExpr)
	if !ok || b.Op != token.SUB || !isOne(info, b.Y) {
		return false
	}
	call, ok := ast.Unparen(b.X).(*ast.CallExpr)
	return ok && expr.Builtin(info, call) == "len" && expr.Same(info, call.Args[0], s)
}

// movesLast recognizes s[i] = s[len(s)-1].
func movesLast(info *types.Info, n ast.Node, s ast.Expr) bool {
	a, ok := n.(*ast.AssignStmt)
	if !ok || len(a.Lhs) != 1 || len(a.Rhs) != 1 {
		return false
	}
	to, ok := ast.Unparen(a.Lhs[0]).(*ast.IndexExpr)
	from, ok2 := ast.Unparen(a.Rhs[0]).(*ast.IndexExpr)
	return ok && ok2 && expr.Same(info, to.X, s) && expr.Same(info, from.X, s) && isLast(info, from.Index, s)
}

// clears reports whether the function sets an element to its zero value, or
// copies what is left, or uses clear, or gives the array up.
func clears(info *types.Info, c *cut) bool {
	for cur := range c.fn.Preorder((*ast.AssignStmt)(nil), (*ast.CallExpr)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.AssignStmt:
			for i, l := range n.Lhs {
				x, ok := ast.Unparen(l).(*ast.IndexExpr)
				if len(n.Lhs) != len(n.Rhs) {
					continue
				}
				if ok && expr.Same(info, x.X, c.slice) && isZero(info, n.Rhs[i]) || expr.Same(info, l, c.slice) && info.Types[n.Rhs[i]].IsNil() {
					return true
				}
			}
		case *ast.CallExpr:
			if expr.Builtin(info, n) == "clear" || expr.Builtin(info, n) == "copy" && expr.Same(info, n.Args[0], c.slice) {
				return true
			}
		}
	}
	return false
}

// fills reports whether the function appends to the slice as well: it replaces an
// element, which overwrites what is behind the end, or the slice grows again and again.
func fills(info *types.Info, c *cut) bool {
	for cur := range c.fn.Preorder((*ast.CallExpr)(nil)) {
		if isAppend(info, cur.Node().(*ast.CallExpr), c.slice) {
			return true
		}
	}
	return false
}

// isZero recognizes nil, T{}, and a variable that may be zero.
func isZero(info *types.Info, e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.CompositeLit:
		return len(e.Elts) == 0
	case *ast.Ident:
		return true
	case *ast.StarExpr: // *new(T)
		return true
	}
	return info.Types[e].IsNil()
}
