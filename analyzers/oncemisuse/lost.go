package oncemisuse

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/gocorelint/gocorelint/analyzers/internal/atomics"
	"github.com/gocorelint/gocorelint/analyzers/internal/calls"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/often"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
	"github.com/gocorelint/gocorelint/internal/lazyregexp"
)

// error reports an error that is set in the function of Do, kept in a variable of the function
// around, and returned.
func (c *checker) error(call calls.Call, x ast.Expr, once *types.Var) {
	lit, ok := ast.Unparen(call.Args[0]).(*ast.FuncLit)
	fn := vars.Func(call.Cursor)
	if !ok || !fn.Valid() || c.IsTest(atomics.File(call.Cursor)) {
		return
	}
	decl, ok := fn.Node().(*ast.FuncDecl)
	if !ok || !once.IsField() && once.Parent() != c.Pkg.Scope() || ends.MatchString(decl.Name.Name) {
		return // the second Close has nothing to do, and succeeds
	}
	if callOnce.MatchString(decl.Doc.Text()) {
		return // who calls it twice has been told
	}
	if often.Once(c.TypesInfo, c.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root(), decl) {
		return // there is no second call
	}
	at, ok := call.FindNode(lit)
	if !ok {
		return
	}
	if decl.Type.Results.NumFields() == 1 && !c.calledAgain(decl) {
		return // what it prepares once is begun once, or its failure is the end
	}
	if c.asked(decl, at) {
		return // who calls it knows whether it has run
	}
	if c.failsAnew(fn, at) {
		return // later calls get another error
	}
	for cur := range at.Preorder((*ast.AssignStmt)(nil)) {
		for _, lhs := range cur.Node().(*ast.AssignStmt).Lhs {
			v := vars.Of(c.TypesInfo, lhs)
			if v == nil || !types.Identical(v.Type(), types.Universe.Lookup("error").Type()) || vars.Func(cur) != at {
				continue
			}
			if v.Pos() < decl.Pos() || lit.Pos() <= v.Pos() && v.Pos() < lit.End() || !c.onlyThere(fn, lit, v) || !c.returned(fn, lit, v) {
				continue
			}
			c.Report(report.Finding{At: lhs, Kind: lost, Args: []any{v.Name(), decl.Name.Name, once.Name()},
				Related: []analysis.RelatedInformation{report.Related(call, "the function runs once")}})
			return
		}
	}
}

// failsAnew reports whether the function returns an error that it makes behind the Do, where it has asked for what
// the literal should have set.
func (c *checker) failsAnew(fn, lit inspector.Cursor) bool {
	set := c.sets(lit)
	for cur := range fn.Preorder((*ast.ReturnStmt)(nil)) {
		ret := cur.Node().(*ast.ReturnStmt)
		if vars.Func(cur) != fn || ret.Pos() < lit.Node().End() || len(ret.Results) == 0 {
			continue
		}
		last := ret.Results[len(ret.Results)-1]
		call, ok := ast.Unparen(last).(*ast.CallExpr)
		if ok && know.NeverNil(typeutil.StaticCallee(c.TypesInfo, call)) && c.behind(cur, set) {
			return true
		}
	}
	return false
}

// calledAgain reports whether several places of the package call the function.
func (c *checker) calledAgain(decl *ast.FuncDecl) bool {
	uses := 0
	for id, obj := range c.TypesInfo.Uses {
		if fn, ok := obj.(*types.Func); ok && fn.Origin() == c.TypesInfo.Defs[decl.Name] && !c.InTest(id.Pos()) {
			uses++
		}
	}
	return uses > 1
}

// asked reports whether the package calls an unexported function only where it has asked for a field that
// the literal sets.
func (c *checker) asked(decl *ast.FuncDecl, lit inspector.Cursor) bool {
	if decl.Name.IsExported() {
		return false
	}
	set := c.sets(lit)
	uses := 0
	for cur := range c.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root().Preorder((*ast.Ident)(nil)) {
		fn, ok := c.TypesInfo.Uses[cur.Node().(*ast.Ident)].(*types.Func)
		if !ok || fn.Origin() != c.TypesInfo.Defs[decl.Name] {
			continue
		}
		if uses++; !c.behind(cur, set) {
			return false
		}
	}
	return uses > 0
}

// sets are the fields that the literal sets.
func (c *checker) sets(lit inspector.Cursor) map[*types.Var]bool {
	set := make(map[*types.Var]bool)
	for cur := range lit.Preorder((*ast.AssignStmt)(nil)) {
		for _, lhs := range cur.Node().(*ast.AssignStmt).Lhs {
			if sel, ok := ast.Unparen(lhs).(*ast.SelectorExpr); ok {
				if v, ok := c.TypesInfo.Uses[sel.Sel].(*types.Var); ok {
					set[v.Origin()] = true
				}
			}
		}
	}
	return set
}

// behind reports whether an if statement around asks for one of the fields.
func (c *checker) behind(cur inspector.Cursor, set map[*types.Var]bool) (asks bool) {
	for outer := range cur.Enclosing((*ast.IfStmt)(nil)) {
		ast.Inspect(outer.Node().(*ast.IfStmt).Cond, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok {
				v, ok := c.TypesInfo.Uses[id].(*types.Var)
				asks = asks || ok && set[v.Origin()]
			}
			return !asks
		})
	}
	return asks
}

var ends = lazyregexp.New(`(?i)close|stop|shutdown|release|destroy|cancel|kill|end|finish|unlock|terminate|dispose|remove|clean|done|exit|abort|quit|flush|free|commit|rollback|drop|fail|detach|disconnect|delete|leave|send|write`)

var callOnce = lazyregexp.New(`(?is)\b(only|at most|exactly|called|call it)\s(\w+\s){0,3}once\b|\b(subsequent|later|further|second|repeated) (calls?|starts?|invocations?)\b|idempotent|called (again|twice)`)

// onlyThere reports whether the variable is nil unless the literal sets it.
func (c *checker) onlyThere(fn inspector.Cursor, lit *ast.FuncLit, v *types.Var) bool {
	for use := range vars.Uses(c.TypesInfo, fn, v) {
		inside := lit.Pos() <= use.Pos() && use.Pos() < lit.End()
		if !inside && (use.Kind.Changes() || use.Kind == vars.Address) {
			return false
		}
	}
	for cur := range fn.Preorder((*ast.AssignStmt)(nil), (*ast.ValueSpec)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.AssignStmt:
			for _, lhs := range n.Lhs {
				if id, ok := lhs.(*ast.Ident); ok && c.TypesInfo.Defs[id] == v {
					return false // err := …
				}
			}
		case *ast.ValueSpec:
			for _, id := range n.Names {
				if c.TypesInfo.Defs[id] == v && len(n.Values) > 0 {
					return false
				}
			}
		}
	}
	return true
}

// returned reports whether what the function returns is the variable.
func (c *checker) returned(fn inspector.Cursor, lit *ast.FuncLit, v *types.Var) bool {
	for cur := range fn.Preorder((*ast.ReturnStmt)(nil)) {
		ret := cur.Node().(*ast.ReturnStmt)
		if vars.Func(cur) != fn || ret.Pos() < lit.Pos() {
			continue
		}
		for _, r := range ret.Results {
			if vars.Of(c.TypesInfo, r) == v {
				return true
			}
		}
		if len(ret.Results) == 0 {
			return isParam(fn, v) // a named result
		}
	}
	return false
}
