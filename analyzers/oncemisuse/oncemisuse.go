package oncemisuse

import (
	_ "embed"
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/gocorelint/gocorelint/analyzers/internal/atomics"
	"github.com/gocorelint/gocorelint/analyzers/internal/calls"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

//go:embed doc.go
var doc string

var (
	reentered = &report.Kind{ID: "reentered",
		Format: "%s.Do waits for itself for ever: its function calls it again at %s; move what needs no Once into a function of its own"}
	lost = &report.Kind{ID: "error-lost",
		Format: "only the first caller gets this %s: later calls of %s don't run the function and return nil; keep the error beside %s, or use sync.OnceValues"}
	local = &report.Kind{ID: "local-once",
		Format: "%s is a new Once in each call of %s, so that its function runs each time: make it a field or a package variable"}
)

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "oncemisuse",
		DocFile:  doc,
		Tests:    true,
		Kinds:    []*report.Kind{reentered, lost, local},
		Requires: []*analysis.Analyzer{inspect.Analyzer, calls.Analyzer},
		Run:      run,
	}.New()
}

func run(pass *report.Pass) {
	if !pass.Imports("sync") {
		return
	}
	index := pass.ResultOf[calls.Analyzer].(*calls.Index)
	dos := index.Of("(*sync.Once).Do")
	if len(dos) == 0 {
		return
	}
	c := &checker{Pass: pass, root: pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root(), decls: declarations(pass)}
	for _, call := range dos {
		sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
		if !ok || pass.TypesInfo.Selections[sel] == nil || !pass.Wanted(atomics.File(call.Cursor)) {
			continue
		}
		once := atomics.Variable(pass.TypesInfo, sel.X)
		if once == nil {
			continue
		}
		c.again(call, sel.X, once)
		c.error(call, sel.X, once)
		c.local(call, once)
	}
}

type checker struct {
	*report.Pass
	root  inspector.Cursor
	decls map[*types.Func]*ast.FuncDecl
}

func declarations(pass *report.Pass) map[*types.Func]*ast.FuncDecl {
	decls := make(map[*types.Func]*ast.FuncDecl)
	for _, file := range pass.Files {
		for _, decl := range file.Decls {
			if fd, ok := decl.(*ast.FuncDecl); ok && fd.Body != nil {
				if fn, ok := pass.TypesInfo.Defs[fd.Name].(*types.Func); ok {
					decls[fn] = fd
				}
			}
		}
	}
	return decls
}

// again looks for a Do of the same Once in what Do calls.
func (c *checker) again(call calls.Call, x ast.Expr, once *types.Var) {
	s := &search{checker: c, once: once, seen: make(map[ast.Node]bool)}
	base, ok := s.base(x)
	if !ok {
		return
	}
	var inner *ast.CallExpr
	switch arg := ast.Unparen(call.Args[0]).(type) {
	case *ast.FuncLit:
		inner = s.in(arg.Body, base, 0)
	default:
		inner = s.function(arg, base, 0)
	}
	if inner != nil {
		c.Report(report.Finding{At: call, Kind: reentered, Args: []any{types.ExprString(x), c.Line(call.Pos(), inner.Pos())},
			Related: []analysis.RelatedInformation{report.Related(inner, "it waits here")}})
	}
}

// A search follows calls for a Do of one Once: a variable, or a field of an object.
type search struct {
	*checker
	once *types.Var
	seen map[ast.Node]bool
}

const maxCalls = 6 // how deep calls are followed

// base is the variable that leads to the object of which the Once is a field;
// nil where the Once is a variable itself.
func (s *search) base(x ast.Expr) (*types.Var, bool) {
	switch x := ast.Unparen(x).(type) {
	case *ast.Ident:
		return nil, true
	case *ast.SelectorExpr:
		v := vars.Of(s.TypesInfo, x.X)
		if v == nil {
			g := atomics.Variable(s.TypesInfo, x.X)
			if id, ok := ast.Unparen(x.X).(*ast.Ident); ok && g != nil && s.TypesInfo.Uses[id] == g {
				return g, true // a package variable
			}
		}
		return v, v != nil
	}
	return nil, false
}

// in looks at the calls in a body that run when the body does.
func (s *search) in(body ast.Node, base *types.Var, depth int) (found *ast.CallExpr) {
	if s.seen[body] || depth > maxCalls {
		return nil
	}
	s.seen[body] = true
	decided := false // the caller has decided before whether control comes here
	ast.Inspect(body, func(n ast.Node) bool {
		if found != nil || decided {
			return false
		}
		switch n := n.(type) {
		case *ast.IfStmt:
			if decided = depth > 0 && s.asksCaller(n.Cond); decided {
				found = s.in(n.Cond, base, depth)
			}
		case *ast.SwitchStmt:
			decided = depth > 0 && n.Tag != nil && s.asksCaller(n.Tag)
		case *ast.GoStmt, *ast.FuncLit:
			return false // another goroutine, another time
		case *ast.DeferStmt:
			if lit, ok := ast.Unparen(n.Call.Fun).(*ast.FuncLit); ok {
				found = s.in(lit.Body, base, depth)
			}
		case *ast.CallExpr:
			found = s.call(n, base, depth)
		}
		return found == nil
	})
	return found
}

// asksCaller reports whether a condition asks for a parameter: the function may be called
// so that it does not come to the Do.
func (s *search) asksCaller(cond ast.Expr) (asks bool) {
	ast.Inspect(cond, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			v, _ := s.TypesInfo.Uses[id].(*types.Var)
			asks = asks || v != nil && v.Kind() == types.ParamVar
		}
		return !asks
	})
	return asks
}

func (s *search) call(call *ast.CallExpr, base *types.Var, depth int) *ast.CallExpr {
	fn, _ := typeutil.Callee(s.TypesInfo, call).(*types.Func)
	if know.Is(fn, "(*sync.Once).Do") {
		sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
		if !ok || atomics.Variable(s.TypesInfo, sel.X) != s.once {
			return nil
		}
		if b, ok := s.base(sel.X); ok && b == base {
			return call
		}
		return nil
	}
	if inner := s.function(call.Fun, base, depth); inner != nil {
		return inner
	}
	return nil
}

// function looks into the function of the package that the expression names: a method
// of the same object, or, where no object matters, any.
func (s *search) function(e ast.Expr, base *types.Var, depth int) *ast.CallExpr {
	switch e := ast.Unparen(e).(type) {
	case *ast.FuncLit:
		return s.in(e.Body, base, depth)
	case *ast.Ident:
		fn, ok := s.TypesInfo.Uses[e].(*types.Func)
		if !ok || s.decls[fn.Origin()] == nil || base != nil && base.Parent() != s.Pkg.Scope() {
			return nil
		}
		return s.in(s.decls[fn.Origin()].Body, base, depth+1)
	case *ast.SelectorExpr:
		fn, ok := s.TypesInfo.Uses[e.Sel].(*types.Func)
		if !ok || s.decls[fn.Origin()] == nil {
			return nil
		}
		decl := s.decls[fn.Origin()]
		if base == nil || base.Parent() == s.Pkg.Scope() {
			return s.in(decl.Body, base, depth+1)
		}
		if vars.Of(s.TypesInfo, e.X) != base || decl.Recv == nil || len(decl.Recv.List[0].Names) == 0 {
			return nil
		}
		recv, _ := s.TypesInfo.Defs[decl.Recv.List[0].Names[0]].(*types.Var)
		return s.in(decl.Body, recv, depth+1)
	}
	return nil
}

// local reports a Once that is a variable of the function that calls Do.
func (c *checker) local(call calls.Call, once *types.Var) {
	fn := vars.Func(call.Cursor)
	if !fn.Valid() || once.IsField() || once.Parent() == c.Pkg.Scope() || c.IsTest(atomics.File(call.Cursor)) {
		return
	}
	if once.Pos() < fn.Node().Pos() || fn.Node().End() < once.Pos() || isParam(fn, once) {
		return // a variable of the function around
	}
	for range call.Enclosing((*ast.ForStmt)(nil), (*ast.RangeStmt)(nil), (*ast.LabeledStmt)(nil)) {
		return
	}
	uses := 0
	for range vars.Uses(c.TypesInfo, fn, once) {
		uses++
	}
	decl, ok := atomics.Declaration(call.Cursor).(*ast.FuncDecl)
	_, own := types.Unalias(once.Type()).(*types.Named)
	if !own {
		own = vars.IsNew(c.TypesInfo, vars.Init(c.root, once))
	}
	if uses == 1 && ok && own && call.ParentEdgeKind() == edge.ExprStmt_X {
		c.Report(report.Finding{At: call, Kind: local, Args: []any{once.Name(), decl.Name.Name}})
	}
}

func isParam(fn inspector.Cursor, v *types.Var) bool {
	_, body := vars.Signature(fn)
	return body == nil || v.Pos() < body.Pos()
}
