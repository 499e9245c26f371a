package rangedel

import (
	_ "embed"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/gocorelint/gocorelint/analyzers/internal/expr"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/noreturn"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

var (
	oldLength = &report.Kind{ID: "old-length",
		Format: "the loop of %s goes on over the old length of %s: it skips the element behind the removed one, and %s; use slices.DeleteFunc"}
	skipped = &report.Kind{ID: "skipped",
		Format: "the element behind the removed one moves to index %s, and the loop of %s goes on to the next: it is never looked at; use slices.DeleteFunc"}
)

// Analyzer finds loops that remove elements from the slice they go over.
var Analyzer = New()

// New makes the analyzer.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "rangedel",
		DocFile:  doc,
		Tests:    true,
		Kinds:    []*report.Kind{oldLength, skipped},
		Requires: []*analysis.Analyzer{inspect.Analyzer, noreturn.Analyzer},
		Run:      run,
	}.New()
}

func run(pass *report.Pass) {
	root := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root()
	for cur := range root.Preorder((*ast.AssignStmt)(nil), (*ast.ExprStmt)(nil)) {
		var r *removal
		switch cur.Node().(type) {
		case *ast.AssignStmt:
			r = removalAt(pass.TypesInfo, cur)
		case *ast.ExprStmt:
			r = byMethod(pass, root, cur)
		}
		if r != nil {
			check(pass, r)
		}
	}
}

func check(pass *report.Pass, r *removal) {
	loop := loopOf(pass.TypesInfo, r)
	switch {
	case loop == nil, !goesOn(pass, r, loop), leavesByFlag(pass.TypesInfo, r, loop):
		return
	case loop.searchesOne(pass.TypesInfo, r) && !loop.panics(pass, r):
		return
	case loop.oldLength:
		pass.Report(report.Finding{At: r.cur.Node(), Kind: oldLength, Args: []any{
			pass.Line(r.cur.Node().Pos(), loop.stmt.Pos()), types.ExprString(r.slice), loop.end(pass, r),
		}})
	case !loop.setsIndex(pass.TypesInfo, r):
		pass.Report(report.Finding{At: r.cur.Node(), Kind: skipped, Args: []any{
			r.index.Name, pass.Line(r.cur.Node().Pos(), loop.stmt.Pos()),
		}})
	}
}

// end says what happens at the end of a loop over the old length.
func (l *loop) end(pass *report.Pass, r *removal) string {
	if l.panics(pass, r) {
		return types.ExprString(r.slice) + "[" + r.index.Name + "] panics at the end"
	}
	return "reads behind the last one at the end"
}

// panics reports whether a loop over the old length asks for the element at its index.
func (l *loop) panics(pass *report.Pass, r *removal) bool {
	panics := false
	if !l.oldLength {
		return false
	}
	ast.Inspect(l.body, func(n ast.Node) bool {
		x, ok := n.(*ast.IndexExpr)
		panics = panics || ok && n.Pos() < r.cur.Node().Pos() && isVar(pass.TypesInfo, x.Index, r.obj) && expr.Same(pass.TypesInfo, x.X, r.slice)
		return true
	})
	return panics
}

// A removal is a statement after which a slice is shorter by the element at an index.
type removal struct {
	cur   inspector.Cursor // the assignment to the slice, or the call of a method that does it
	slice ast.Expr
	index *ast.Ident
	obj   types.Object // of the index
}

func removalAt(info *types.Info, cur inspector.Cursor) *removal {
	assign := cur.Node().(*ast.AssignStmt)
	if len(assign.Lhs) != 1 || len(assign.Rhs) != 1 || assign.Tok != token.ASSIGN {
		return nil
	}
	slice := assign.Lhs[0]
	var index ast.Expr
	switch rhs := ast.Unparen(assign.Rhs[0]).(type) {
	case *ast.CallExpr:
		index = cutOut(info, slice, rhs)
	case *ast.SliceExpr:
		if isShorter(info, slice, rhs) {
			index = movedBefore(info, slice, cur)
		}
	}
	id, ok := index.(*ast.Ident)
	if !ok {
		return nil
	}
	return &removal{cur, slice, id, info.Uses[id]}
}

// cutOut returns i of append(s[:i], s[i+1:]...) and slices.Delete(s, i, i+1).
func cutOut(info *types.Info, s ast.Expr, call *ast.CallExpr) ast.Expr {
	if sel, ok := call.Fun.(*ast.SelectorExpr); ok {
		fn, _ := info.Uses[sel.Sel].(*types.Func)
		if !know.Is(fn, "slices.Delete") || len(call.Args) != 3 ||
			!expr.Same(info, s, call.Args[0]) || !isNext(info, call.Args[2], call.Args[1]) {
			return nil
		}
		return call.Args[1]
	}
	id, ok := call.Fun.(*ast.Ident)
	if !ok || !isBuiltin(info, id, "append") || !call.Ellipsis.IsValid() || len(call.Args) != 2 {
		return nil
	}
	head, ok := ast.Unparen(call.Args[0]).(*ast.SliceExpr)
	tail, ok2 := ast.Unparen(call.Args[1]).(*ast.SliceExpr)
	if !ok || !ok2 || head.Low != nil || head.High == nil || tail.Low == nil || tail.High != nil ||
		!expr.Same(info, s, head.X) || !expr.Same(info, s, tail.X) || !isNext(info, tail.Low, head.High) {
		return nil
	}
	return head.High
}

// isShorter recognizes s[:len(s)-1].
func isShorter(info *types.Info, s ast.Expr, x *ast.SliceExpr) bool {
	return x.Low == nil && x.Max == nil && expr.Same(info, s, x.X) && isLast(info, x.High, s)
}

// movedBefore returns i where one of the two statements before cur is
// copy(s[i:], s[i+1:]) or s[i] = s[len(s)-1].
func movedBefore(info *types.Info, s ast.Expr, cur inspector.Cursor) ast.Expr {
	for range 2 {
		var ok bool
		if cur, ok = cur.PrevSibling(); !ok {
			break
		}
		switch stmt := cur.Node().(type) {
		case *ast.AssignStmt:
			if len(stmt.Lhs) != 1 || len(stmt.Rhs) != 1 {
				continue
			}
			to, ok := stmt.Lhs[0].(*ast.IndexExpr)
			from, ok2 := stmt.Rhs[0].(*ast.IndexExpr)
			if ok && ok2 && expr.Same(info, s, to.X) && expr.Same(info, s, from.X) && isLast(info, from.Index, s) {
				return to.Index
			}
		case *ast.ExprStmt:
			call, ok := stmt.X.(*ast.CallExpr)
			if !ok || len(call.Args) != 2 {
				continue
			}
			if id, ok := call.Fun.(*ast.Ident); !ok || !isBuiltin(info, id, "copy") {
				continue
			}
			to, ok := call.Args[0].(*ast.SliceExpr)
			from, ok2 := call.Args[1].(*ast.SliceExpr)
			if ok && ok2 && to.Low != nil && from.Low != nil && expr.Same(info, s, to.X) && expr.Same(info, s, from.X) && isNext(info, from.Low, to.Low) {
				return to.Low
			}
		}
	}
	return nil
}

// isNext recognizes i+1.
func isNext(info *types.Info, e, i ast.Expr) bool {
	x, ok := ast.Unparen(e).(*ast.BinaryExpr)
	return ok && x.Op == token.ADD && expr.Same(info, x.X, i) && isOne(x.Y)
}

// isLast recognizes len(s)-1.
func isLast(info *types.Info, e, s ast.Expr) bool {
	x, ok := e.(*ast.BinaryExpr)
	return ok && x.Op == token.SUB && isOne(x.Y) && isLen(info, x.X, s)
}

func isLen(info *types.Info, e, s ast.Expr) bool {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok || len(call.Args) != 1 {
		return false
	}
	id, ok := call.Fun.(*ast.Ident)
	return ok && isBuiltin(info, id, "len") && expr.Same(info, call.Args[0], s)
}

func isOne(e ast.Expr) bool {
	lit, ok := e.(*ast.BasicLit)
	return ok && lit.Value == "1"
}

func isBuiltin(info *types.Info, id *ast.Ident, name string) bool {
	b, ok := info.Uses[id].(*types.Builtin)
	return ok && b.Name() == name
}

func isVar(info *types.Info, e ast.Expr, obj types.Object) bool {
	id, ok := ast.Unparen(e).(*ast.Ident)
	return ok && obj != nil && info.ObjectOf(id) == obj
}
