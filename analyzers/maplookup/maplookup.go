package maplookup

import (
	_ "embed"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/gocorelint/gocorelint/analyzers/internal/expr"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

//go:embed doc.go
var doc string

var (
	twice = &report.Kind{ID: "twice",
		Format: "this hashes the key and searches %s a second time: the lookup at %s had the element; keep it there: v, %s := %s"}
	scan = &report.Kind{ID: "scan",
		Format: "this looks at every key of %s to find one of them; a lookup hashes the key and finds it at once: if v, ok := %[1]s[%s]; ok"}
	nan = &report.Kind{ID: "delete-loop",
		Format: "this leaves keys that are not equal to themselves, as NaN, in %s, and deletes the others one by one; clear(%[1]s) removes all of them"}
)

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "maplookup",
		DocFile:  doc,
		Kinds:    []*report.Kind{twice, scan, nan},
		Requires: []*analysis.Analyzer{inspect.Analyzer},
		Run:      run,
	}.New()
}

func run(pass *report.Pass) {
	root := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root()
	for cur := range root.Preorder((*ast.IfStmt)(nil), (*ast.RangeStmt)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.IfStmt:
			checkIf(pass, cur, n)
		case *ast.RangeStmt:
			if typeis.Map(pass.TypesInfo.TypeOf(n.X)) {
				checkLoop(pass, cur, n)
			}
		}
	}
}

// checkIf looks for the element in the branch of its presence.
func checkIf(pass *report.Pass, cur inspector.Cursor, n *ast.IfStmt) {
	test := testOf(cur, n)
	if test == nil {
		return
	}
	ok := vars.Of(pass.TypesInfo, test.Lhs[1])
	if ok == nil || vars.Of(pass.TypesInfo, n.Cond) != ok {
		return
	}
	index := ast.Unparen(test.Rhs[0]).(*ast.IndexExpr)
	if !typeis.Map(pass.TypesInfo.TypeOf(index.X)) {
		return
	}
	if m, ok := pass.TypesInfo.TypeOf(index.X).Underlying().(*types.Map); ok && typeis.Error(m.Elem()) {
		return // something fails: time does not matter
	}
	s := &search{pass: pass, lookup: index}
	if s.in(n.Body); s.again == nil {
		return
	}
	pass.Report(report.Finding{At: s.again, Kind: twice, Args: []any{
		types.ExprString(index.X), pass.Line(s.again.Pos(), index.Pos()), ok.Name(), types.ExprString(index)}})
}

// testOf returns the assignment _, ok := m[k], in the if statement or just
// before it.
func testOf(cur inspector.Cursor, n *ast.IfStmt) *ast.AssignStmt {
	init := n.Init
	if init == nil {
		prev, ok := cur.PrevSibling()
		if !ok {
			return nil
		}
		if init, ok = prev.Node().(ast.Stmt); !ok {
			return nil
		}
	}
	s, ok := init.(*ast.AssignStmt)
	if !ok || len(s.Lhs) != 2 || len(s.Rhs) != 1 {
		return nil
	}
	blank, ok := s.Lhs[0].(*ast.Ident)
	if _, index := ast.Unparen(s.Rhs[0]).(*ast.IndexExpr); !ok || blank.Name != "_" || !index {
		return nil
	}
	return s
}

// A search goes through a branch as far as nothing can have changed the map or
// the key.
type search struct {
	pass   *report.Pass
	lookup *ast.IndexExpr
	again  *ast.IndexExpr
	over   bool
}

func (s *search) in(body *ast.BlockStmt) {
	for _, stmt := range body.List {
		switch stmt := stmt.(type) {
		case *ast.AssignStmt, *ast.ReturnStmt, *ast.ExprStmt, *ast.SendStmt:
			s.statement(stmt)
		case *ast.IfStmt:
			if stmt.Init != nil {
				s.statement(stmt.Init)
			}
			s.statement(stmt.Cond)
			return
		case *ast.RangeStmt:
			s.statement(stmt.X)
			return
		default:
			return
		}
		if s.over || s.again != nil {
			return
		}
	}
}

// statement looks at what is evaluated, in the order of the source. Calls end the
// search: their arguments are evaluated before, what follows is not.
func (s *search) statement(n ast.Node) {
	ast.Inspect(n, func(n ast.Node) bool {
		if s.over || s.again != nil {
			return false
		}
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.AssignStmt:
			for _, r := range n.Rhs {
				s.statement(r)
			}
			s.over = s.over || s.again == nil && !s.declares(n)
			return false
		case *ast.CallExpr:
			s.call(n)
			return false
		case *ast.BinaryExpr:
			if n.Op == token.LAND || n.Op == token.LOR {
				s.statement(n.X)
				s.over = true
				return false
			}
		case *ast.IndexExpr:
			if expr.Same(s.pass.TypesInfo, n, s.lookup) {
				s.again = n
			}
		case *ast.UnaryExpr:
			s.over = s.over || n.Op == token.ARROW
		}
		return !s.over && s.again == nil
	})
}

func (s *search) call(n *ast.CallExpr) {
	tv := s.pass.TypesInfo.Types[n.Fun]
	if expr.Builtin(s.pass.TypesInfo, n) == "delete" {
		s.over = true
		return
	}
	s.statement(n.Fun)
	for _, arg := range n.Args {
		s.statement(arg)
	}
	s.over = s.over || !tv.IsType() && !tv.IsBuiltin()
}

// declares reports whether the assignment sets new variables only.
func (s *search) declares(n *ast.AssignStmt) bool {
	for _, l := range n.Lhs {
		if id, ok := l.(*ast.Ident); !ok || id.Name != "_" && s.pass.TypesInfo.Defs[id] == nil {
			return false
		}
	}
	return true
}

// checkLoop looks at loops over all keys.
func checkLoop(pass *report.Pass, cur inspector.Cursor, n *ast.RangeStmt) {
	key := vars.Of(pass.TypesInfo, n.Key)
	if key == nil || n.Tok != token.DEFINE || len(n.Body.List) != 1 {
		return
	}
	switch stmt := n.Body.List[0].(type) {
	case *ast.ExprStmt:
		checkDelete(pass, n, stmt, key)
	case *ast.IfStmt:
		if stmt.Init != nil || stmt.Else != nil {
			return
		}
		if wanted := equalTo(pass.TypesInfo, stmt.Cond, key); wanted != nil && isStable(pass.TypesInfo, cur, n, wanted) {
			pass.Report(report.Finding{At: n.X, Kind: scan, Args: []any{types.ExprString(n.X), types.ExprString(wanted)}})
		}
	}
}

// equalTo returns x of key == x.
func equalTo(info *types.Info, cond ast.Expr, key *types.Var) ast.Expr {
	b, ok := ast.Unparen(cond).(*ast.BinaryExpr)
	if !ok || b.Op != token.EQL {
		return nil
	}
	x, y := b.X, b.Y
	if vars.Of(info, y) == key {
		x, y = y, x
	}
	if vars.Of(info, x) != key || info.Types[y].IsNil() {
		return nil
	}
	if !types.Identical(info.TypeOf(y), key.Type()) && info.Types[y].Value == nil {
		return nil // an interface, compared with what is in it
	}
	return y
}

// isStable reports whether the wanted key is made of variables that the loop
// does not set, and of nothing else.
func isStable(info *types.Info, cur inspector.Cursor, loop *ast.RangeStmt, wanted ast.Expr) bool {
	if _, ok := (expr.Keys{Info: info}).Of(wanted); !ok {
		return false
	}
	stable := true
	ast.Inspect(wanted, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		if !ok {
			return stable
		}
		v, ok := info.Uses[id].(*types.Var)
		if !ok {
			return true
		}
		if loop.Pos() <= v.Pos() && v.Pos() < loop.End() && !v.IsField() {
			stable = false // the key or the value
		}
		for use := range vars.Uses(info, cur, v) {
			stable = stable && use.Kind == vars.Read
		}
		return stable
	})
	return stable
}

// checkDelete looks at for k := range m { delete(m, k) }. Where every key is equal to itself the
// compiler makes clear(m) of it.
func checkDelete(pass *report.Pass, n *ast.RangeStmt, stmt *ast.ExprStmt, key *types.Var) {
	call, ok := stmt.X.(*ast.CallExpr)
	if !ok || len(call.Args) != 2 || n.Value != nil {
		return
	}
	if expr.Builtin(pass.TypesInfo, call) != "delete" ||
		!expr.Same(pass.TypesInfo, call.Args[0], n.X) || vars.Of(pass.TypesInfo, call.Args[1]) != key || !hasNaN(key.Type()) {
		return
	}
	m := types.ExprString(n.X)
	pass.Report(report.Finding{At: call, Kind: nan, Args: []any{m}, Since: "go1.21", Fixes: []analysis.SuggestedFix{{
		Message:   "Clear the map",
		TextEdits: []analysis.TextEdit{{Pos: n.Pos(), End: n.End(), NewText: []byte("clear(" + m + ")")}},
	}}})
}

// hasNaN reports whether a value of the type may be unequal to itself.
func hasNaN(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Info()&(types.IsFloat|types.IsComplex) != 0
	case *types.Interface:
		return true
	case *types.Array:
		return hasNaN(u.Elem())
	case *types.Struct:
		for f := range u.Fields() {
			if hasNaN(f.Type()) {
				return true
			}
		}
	}
	return false
}
