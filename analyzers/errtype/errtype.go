package errtype

import (
	_ "embed"
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

//go:embed doc.go
var doc string

var (
	fresh = &report.Kind{ID: "fresh-target",
		Format: "this never matches: the target is made here, and no error is equal to a new pointer; %s"}
	swapped = &report.Kind{ID: "swapped",
		Format: "errors.Is looks for its second argument in the chain of the first, which is only %s itself: swap the arguments"}
	wrapped = &report.Kind{ID: "wrapped",
		Format: "%s is always false here: it does not look inside of wrapped errors, and the error comes from %s, which wraps; use errors.Is(%s, %s)"}
	form = &report.Kind{ID: "never-made",
		Format: "this never matches: errors of type %s are made as %s only; declare the target as %s"}
	hidden = &report.Kind{ID: "hidden",
		Format: "this never matches: every error of %s is a new one, and fmt.Errorf (%s) keeps only the text of what went wrong; wrap it there by %%w"}
	compared = &report.Kind{ID: "compared",
		Format: "this never matches: %s puts every error into another one, and == looks at the outer one only; use errors.Is with %s"}
	asserted = &report.Kind{ID: "asserted",
		Format: "this never matches: %s wraps every error that it returns, and an assertion to %s looks at the outer one only; use errors.As"}
)

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "errtype",
		DocFile:  doc,
		Tests:    true,
		Kinds:    []*report.Kind{fresh, swapped, wrapped, form, hidden, compared, asserted},
		Requires: []*analysis.Analyzer{inspect.Analyzer, flow.Analyzer},
		Run:      run,
	}.New()
}

// sentinels are the tests of package os, and what to look for instead.
var sentinels = map[string]string{
	"os.IsNotExist":   "fs.ErrNotExist",
	"os.IsExist":      "fs.ErrExist",
	"os.IsPermission": "fs.ErrPermission",
	"os.IsTimeout":    "os.ErrDeadlineExceeded",
}

// A checker is one run over one package.
type checker struct {
	*report.Pass
	root inspector.Cursor
}

func run(pass *report.Pass) {
	if !pass.Imports("errors", "os", "fmt") {
		return
	}
	c := &checker{pass, pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root()}
	for cur := range c.root.Preorder((*ast.CallExpr)(nil), (*ast.BinaryExpr)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.BinaryExpr:
			if n.Op == token.EQL || n.Op == token.NEQ {
				c.compares(n)
			}
		case *ast.CallExpr:
			c.call(cur, n)
		}
	}
	if pass.Imports("fmt") {
		c.hides(pass.ResultOf[flow.Analyzer].(*flow.Package))
	}
	c.inside()
}

func (c *checker) call(cur inspector.Cursor, call *ast.CallExpr) {
	fn := typeutil.StaticCallee(c.TypesInfo, call)
	if fn == nil || fn.Pkg() == nil {
		return
	}
	switch name := know.Name(fn); name {
	case "errors.Is":
		if len(call.Args) == 2 {
			c.target(call.Args[1], call.Args[1])
			c.order(cur, call)
		}
	case "errors.As":
		if len(call.Args) == 2 {
			c.as(call.Args[1])
		}
	default:
		if sentinel := sentinels[name]; sentinel != "" && len(call.Args) == 1 {
			c.unwrapped(cur, call, name, sentinel)
		}
	}
}

// compares looks at err == &T{…}.
func (c *checker) compares(n *ast.BinaryExpr) {
	for _, pair := range [2][2]ast.Expr{{n.X, n.Y}, {n.Y, n.X}} {
		if t := c.TypesInfo.TypeOf(pair[0]); t != nil && types.Identical(t, types.Universe.Lookup("error").Type()) {
			c.target(pair[1], n)
		}
	}
}

// target reports an expression that makes a new error, unless errors of its
// type say themselves what they are equal to. A test may want to see the
// difference.
func (c *checker) target(e ast.Expr, at analysis.Range) {
	if c.InTest(e.Pos()) {
		return
	}
	cure := "compare with a package variable"
	switch e := ast.Unparen(e).(type) {
	case *ast.UnaryExpr:
		lit, ok := ast.Unparen(e.X).(*ast.CompositeLit)
		if !ok || e.Op != token.AND || c.knowsItself(lit) {
			return
		}
		cure = "use errors.As, or give the type a method Is"
	case *ast.CallExpr:
		fn := typeutil.StaticCallee(c.TypesInfo, e)
		if !know.Is(fn, "errors.New") && !know.Is(fn, "fmt.Errorf") {
			return
		}
	default:
		return
	}
	c.Report(report.Finding{At: at, Kind: fresh, Args: []any{cure}})
}

// knowsItself reports whether pointers to values of the literal's type have a
// method Is, or may be equal since they point to nothing.
func (c *checker) knowsItself(lit *ast.CompositeLit) bool {
	t := c.TypesInfo.TypeOf(lit)
	if t == nil {
		return true
	}
	s, ok := t.Underlying().(*types.Struct)
	obj, _, _ := types.LookupFieldOrMethod(t, true, nil, "Is")
	return obj != nil || ok && s.NumFields() == 0
}

// order reports errors.Is(ErrX, err), where ErrX belongs to this package: for
// other packages staticcheck does.
func (c *checker) order(cur inspector.Cursor, call *ast.CallExpr) {
	first, ok := ast.Unparen(call.Args[0]).(*ast.Ident)
	if !ok || c.InTest(call.Pos()) {
		return
	}
	v, ok := c.TypesInfo.Uses[first].(*types.Var)
	if !ok || v.Parent() != c.Pkg.Scope() || !strings.HasPrefix(strings.ToLower(v.Name()), "err") {
		return
	}
	if err := vars.Of(c.TypesInfo, call.Args[1]); err == nil || !strings.HasPrefix(strings.ToLower(err.Name()), "err") {
		return
	}
	if decl, ok := vars.Func(cur).Node().(*ast.FuncDecl); ok && decl.Name.Name == "Is" {
		return // which asks what ErrX is
	}
	c.Report(report.Finding{At: call, Kind: swapped, Args: []any{v.Name()}})
}

// unwrapped reports os.IsNotExist(err) of an error that is wrapped in any case.
func (c *checker) unwrapped(cur inspector.Cursor, call *ast.CallExpr, name, sentinel string) {
	source, ok := ast.Unparen(call.Args[0]).(*ast.CallExpr)
	variable := "err"
	if !ok {
		v := vars.Of(c.TypesInfo, call.Args[0])
		fn := vars.Func(cur)
		if v == nil || !fn.Valid() {
			return
		}
		variable = v.Name()
		if source = c.source(fn, v); source == nil {
			return
		}
	}
	from := typeutil.StaticCallee(c.TypesInfo, source)
	if from == nil || !c.wraps(source, from) {
		return
	}
	c.Report(report.Finding{At: call, Kind: wrapped, Args: []any{name, from.Name(), variable, sentinel}})
}

// source is the call that gives the variable its only value, as its last
// result.
func (c *checker) source(fn inspector.Cursor, v *types.Var) *ast.CallExpr {
	for use := range vars.Uses(c.TypesInfo, fn, v) {
		if use.Kind != vars.Read {
			return nil
		}
	}
	for cur := range fn.Preorder((*ast.AssignStmt)(nil)) {
		s := cur.Node().(*ast.AssignStmt)
		id, ok := s.Lhs[len(s.Lhs)-1].(*ast.Ident)
		if ok && c.TypesInfo.Defs[id] == v && len(s.Rhs) == 1 {
			call, _ := ast.Unparen(s.Rhs[0]).(*ast.CallExpr)
			return call
		}
	}
	return nil
}

// wraps reports whether every error that the call gives is wrapped or new.
func (c *checker) wraps(call *ast.CallExpr, fn *types.Func) bool {
	if know.Is(fn, "fmt.Errorf") {
		return c.isWrapping(call)
	}
	return c.allWrapped(fn)
}

// allWrapped reports whether every error of a function of the package is wrapped or new.
func (c *checker) allWrapped(fn *types.Func) bool {
	if fn.Pkg() != c.Pkg {
		return false
	}
	for cur := range c.root.Preorder((*ast.FuncDecl)(nil)) {
		decl := cur.Node().(*ast.FuncDecl)
		if c.TypesInfo.Defs[decl.Name] == fn.Origin() {
			return decl.Body != nil && c.wrapsAll(cur)
		}
	}
	return false
}

func (c *checker) wrapsAll(decl inspector.Cursor) bool {
	wrapping, made := c.returned(decl)
	return wrapping && made
}

// returned reports whether the function makes every error that it returns, and whether
// one of them wraps another.
func (c *checker) returned(decl inspector.Cursor) (wrapping, made bool) {
	for cur := range decl.Preorder((*ast.ReturnStmt)(nil)) {
		if vars.Func(cur) != decl {
			continue
		}
		results := cur.Node().(*ast.ReturnStmt).Results
		if len(results) == 0 {
			return false, false
		}
		last := ast.Unparen(results[len(results)-1])
		if c.TypesInfo.Types[last].IsNil() {
			continue
		}
		call, ok := last.(*ast.CallExpr)
		if !ok {
			return false, false
		}
		fn := typeutil.StaticCallee(c.TypesInfo, call)
		if !know.Is(fn, "errors.New") && !know.Is(fn, "fmt.Errorf") {
			return false, false
		}
		wrapping = wrapping || c.isWrapping(call)
	}
	return wrapping, true
}

func (c *checker) isWrapping(call *ast.CallExpr) bool {
	if len(call.Args) < 2 {
		return false
	}
	value := c.TypesInfo.Types[call.Args[0]].Value
	return value != nil && strings.Contains(value.ExactString(), "%w")
}
