package errlost

import (
	_ "embed"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

//go:embed doc.go
var doc string

var (
	overwritten = &report.Kind{ID: "overwritten",
		Format: "the next round of the loop (%s) overwrites this error unseen: only that of the last round is left; use errors.Join, or look at %s here"}
	shadowed = &report.Kind{ID: "shadowed",
		Format: "%s is always nil here: nothing sets it, and the function literal sets an %[1]s of its own (%s); assign with = there"}
)

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "errlost",
		DocFile:  doc,
		Kinds:    []*report.Kind{overwritten, shadowed},
		Requires: []*analysis.Analyzer{inspect.Analyzer},
		Run:      run,
	}.New()
}

func run(pass *report.Pass) {
	root := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root()
	for cur := range root.Preorder((*ast.AssignStmt)(nil), (*ast.ValueSpec)(nil), (*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.AssignStmt:
			if n.Tok == token.ASSIGN && len(n.Rhs) == 1 {
				loop(pass, cur, n)
			}
		case *ast.ValueSpec:
			if len(n.Values) == 0 && len(n.Names) == 1 {
				unset(pass, cur, n.Names[0])
			}
		case *ast.FuncDecl:
			unsetResult(pass, cur, n.Type, n.Body)
		case *ast.FuncLit:
			unsetResult(pass, cur, n.Type, n.Body)
		}
	}
}

// errorOf returns the local variable that the expression names, if it is an
// error.
func errorOf(info *types.Info, e ast.Expr) *types.Var {
	v := vars.Of(info, e)
	if v == nil || !types.Identical(v.Type(), types.Universe.Lookup("error").Type()) {
		return nil
	}
	return v
}

// loop looks at an assignment to an error variable from outside a loop.
func loop(pass *report.Pass, stmt inspector.Cursor, assign *ast.AssignStmt) {
	if stmt.ParentEdgeKind() != edge.BlockStmt_List {
		return // the first part of an if statement, which looks at it
	}
	lhs := assign.Lhs[len(assign.Lhs)-1]
	v := errorOf(pass.TypesInfo, lhs)
	call, isCall := ast.Unparen(assign.Rhs[0]).(*ast.CallExpr)
	if v == nil || !isCall || pass.TypesInfo.Types[call.Fun].IsType() || keepsError(pass.TypesInfo, call) {
		return
	}
	around := loopAround(stmt)
	fn := vars.Func(stmt)
	if !around.Valid() || stmt.Parent().Parent() != around || !alone(assign) || v.Pos() >= around.Node().Pos() || v.Pos() < fn.Node().Pos() || leaves(stmt, around) || !ofRound(pass.TypesInfo, stmt, around) {
		return
	}
	used := false // behind the loop
	for use := range vars.Uses(pass.TypesInfo, fn, v) {
		switch {
		case use.Func() != fn || use.Kind == vars.Address:
			return
		case use.Kind != vars.Read:
		case around.Node().Pos() <= use.Pos() && use.Pos() < around.Node().End():
			return
		case use.Pos() > around.Node().End():
			used = true
		}
	}
	if used && !setFirst(pass.TypesInfo, fn, around, v) {
		pass.Report(report.Finding{At: lhs, Kind: overwritten, Args: []any{pass.Line(lhs.Pos(), around.Node().Pos()), v.Name()}})
	}
}

// alone reports whether the error is all that the assignment keeps. What comes
// with it is overwritten as well where the last one is wanted.
func alone(assign *ast.AssignStmt) bool {
	for _, lhs := range assign.Lhs[:len(assign.Lhs)-1] {
		if id, ok := lhs.(*ast.Ident); !ok || id.Name != "_" {
			return false
		}
	}
	return true
}

// keepsError reports whether the call writes to something that never fails, or
// that fails for ever once it has failed, so that the last error is enough.
func keepsError(info *types.Info, call *ast.CallExpr) bool {
	operands := call.Args
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && info.Selections[sel] != nil {
		operands = []ast.Expr{sel.X}
	}
	return len(operands) > 0 && know.Sticky(info.TypeOf(operands[0]))
}

// loopAround is the innermost loop of the same function.
func loopAround(stmt inspector.Cursor) inspector.Cursor {
	for cur := range stmt.Enclosing((*ast.ForStmt)(nil), (*ast.RangeStmt)(nil), (*ast.FuncLit)(nil)) {
		if _, ok := cur.Node().(*ast.FuncLit); ok {
			break
		}
		return cur
	}
	return inspector.Cursor{}
}

// ofRound reports whether the call uses a variable of the loop's own: it is about
// another thing in each round, where a second try would replace the first one.
func ofRound(info *types.Info, stmt, loop inspector.Cursor) bool {
	for id := range stmt.Preorder((*ast.Ident)(nil)) {
		if v := vars.Of(info, id.Node().(*ast.Ident)); v != nil && loop.Node().Pos() < v.Pos() && v.Pos() < loop.Node().End() {
			return true
		}
	}
	return false
}

// leaves reports whether control may leave the loop behind the statement
// without another round: then the error is the last one.
func leaves(stmt, loop inspector.Cursor) bool {
	for cur := range loop.Preorder((*ast.BranchStmt)(nil), (*ast.ReturnStmt)(nil)) {
		if cur.Node().Pos() < stmt.Node().End() {
			continue
		}
		if b, ok := cur.Node().(*ast.BranchStmt); !ok || b.Tok != token.CONTINUE {
			return true
		}
	}
	return false
}

// setFirst reports whether the variable gets another value behind the loop
// before anything reads it.
func setFirst(info *types.Info, fn, loop inspector.Cursor, v *types.Var) bool {
	for use := range vars.Uses(info, fn, v) {
		if use.Pos() > loop.Node().End() {
			return use.Kind == vars.Set
		}
	}
	return true
}

// unset looks at a variable that is declared without a value.
func unset(pass *report.Pass, spec inspector.Cursor, name *ast.Ident) {
	v := errorOf(pass.TypesInfo, name)
	if v == nil {
		return
	}
	fn := vars.Func(spec)
	var returned inspector.Cursor
	for use := range vars.Uses(pass.TypesInfo, fn, v) {
		if use.Kind != vars.Read {
			return
		}
		if use.At.ParentEdgeKind() == edge.ReturnStmt_Results && use.Func() == fn {
			returned = use.At
		}
	}
	if !returned.Valid() {
		return
	}
	if inner := shadow(pass.TypesInfo, fn, v); inner != nil && inner.Pos() < returned.Node().Pos() {
		pass.Report(report.Finding{At: returned.Node(), Kind: shadowed, Args: []any{v.Name(), pass.Line(returned.Node().Pos(), inner.Pos())}})
	}
}

// shadow finds a variable of the same name and type in the scope of v that a
// function literal without results sets.
func shadow(info *types.Info, fn inspector.Cursor, v *types.Var) *types.Var {
	for cur := range fn.Preorder((*ast.AssignStmt)(nil)) {
		assign := cur.Node().(*ast.AssignStmt)
		if assign.Tok != token.DEFINE || assign.Pos() < v.Pos() || assign.Pos() > v.Parent().End() {
			continue
		}
		lit := vars.Func(cur)
		if lit == fn {
			continue
		}
		if typ, _ := vars.Signature(lit); typ.Results != nil {
			continue
		}
		for _, lhs := range assign.Lhs {
			id, ok := lhs.(*ast.Ident)
			if !ok || id.Name != v.Name() {
				continue
			}
			if inner := errorOf(info, id); inner != nil && inner != v && info.Defs[id] == inner {
				return inner
			}
		}
	}
	return nil
}
