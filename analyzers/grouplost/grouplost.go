package grouplost

import (
	_ "embed"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/gocorelint/gocorelint/analyzers/internal/calls"
	"github.com/gocorelint/gocorelint/analyzers/internal/groups"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

//go:embed doc.go
var doc string

var (
	unwaited = &report.Kind{ID: "never-waited",
		Format: "nobody waits for the group %s: %s goes on while this goroutine runs, and its error is lost; call Wait"}
	discarded = &report.Kind{ID: "context-discarded",
		Format: "the context that ends when a member of %s fails is thrown away, and the others, which use %s, go on; give them the context of the group"}
	outer = &report.Kind{ID: "outer-context",
		Format: "this member of %s uses %s and not %s, the context of the group: it goes on when another member fails; use %s here"}
	tried = &report.Kind{ID: "trygo-ignored",
		Format: "this function does not run when the limit set at %s is reached, and TryGo tells nobody; use Go, or look at the result"}
)

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "grouplost",
		DocFile:  doc,
		Kinds:    []*report.Kind{unwaited, discarded, outer, tried},
		Requires: []*analysis.Analyzer{calls.Analyzer},
		Run:      run,
	}.New()
}

func run(pass *report.Pass) {
	if !pass.Imports(groups.Path) {
		return
	}
	c := &checker{pass}
	for _, g := range groups.Of(pass.TypesInfo, pass.ResultOf[calls.Analyzer].(*calls.Index)) {
		c.waited(g)
		c.tried(g)
		if parent := c.parent(g); parent != nil && !c.onlyOne(g) {
			c.contexts(g, parent)
		}
	}
}

type checker struct{ *report.Pass }

// waited reports a group for which nobody can wait.
func (c *checker) waited(g *groups.Group) {
	if g.Escapes || g.Derived != nil && c.watched(g) {
		return
	}
	var first *groups.Call
	for i, call := range g.Calls {
		switch {
		case call.Method == "Wait":
			return
		case first == nil && call.Method == "Go":
			first = &g.Calls[i]
		}
	}
	if first != nil {
		c.Report(report.Finding{At: first, Kind: unwaited, Args: []any{g.Var.Name(), c.nameOf(g)}})
	}
}

// watched reports whether somebody asks the context of the group for its end, or hands it on.
func (c *checker) watched(g *groups.Group) bool {
	_, body := vars.Signature(g.Func)
	watched := false
	ast.Inspect(body, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok {
			if started, ok := g.Called(call); ok && started.Method != "Wait" {
				return false
			}
		}
		id, ok := n.(*ast.Ident)
		watched = watched || ok && c.TypesInfo.Uses[id] == types.Object(g.Derived)
		return true
	})
	return watched
}

func (c *checker) nameOf(g *groups.Group) string {
	if decl, ok := g.Func.Node().(*ast.FuncDecl); ok {
		return decl.Name.Name
	}
	return "the function"
}

// tried reports calls of TryGo as statements.
func (c *checker) tried(g *groups.Group) {
	var limit *groups.Call
	for i, call := range g.Calls {
		if call.Method == "SetLimit" {
			limit = &g.Calls[i]
		}
	}
	for _, call := range g.Calls {
		if limit != nil && call.Method == "TryGo" && call.ParentEdgeKind() == edge.ExprStmt_X {
			c.Report(report.Finding{At: call, Kind: tried, Args: []any{c.Line(call.Pos(), limit.Pos())}})
		}
	}
}

// parent is the variable with the context that the one of the group is made of.
func (c *checker) parent(g *groups.Group) *types.Var {
	if g.With == nil || len(g.With.Args) != 1 {
		return nil
	}
	v := vars.Of(c.TypesInfo, g.With.Args[0])
	if v == nil || v == g.Derived {
		return nil
	}
	for use := range vars.Uses(c.TypesInfo, g.Func, v) {
		if use.Kind != vars.Read {
			return nil
		}
	}
	return v
}

// onlyOne reports whether the group has no two members: one call that starts a
// goroutine, outside of loops.
func (c *checker) onlyOne(g *groups.Group) bool {
	n := 0
	for _, call := range g.Calls {
		if call.Method != "Go" && call.Method != "TryGo" {
			continue
		}
		n++
		for loop := range call.Enclosing((*ast.ForStmt)(nil), (*ast.RangeStmt)(nil), (*ast.FuncLit)(nil)) {
			if loop.Node().Pos() > g.Var.Pos() {
				n++
			}
			break
		}
	}
	return n < 2
}

// contexts looks at which context the members use.
func (c *checker) contexts(g *groups.Group, parent *types.Var) {
	for _, call := range g.Calls {
		lit, ok := g.Member(call)
		if !ok {
			continue
		}
		use := c.waitsWith(lit, parent)
		switch {
		case use == nil:
		case g.Blank != nil:
			c.Report(report.Finding{At: g.Blank, Kind: discarded, Args: []any{g.Var.Name(), parent.Name()},
				Related: []analysis.RelatedInformation{report.Related(use, "a member uses %s here", parent.Name())}})
			return
		case g.Derived != nil && !groups.Mentions(c.TypesInfo, lit, g.Derived) && lit == ast.Unparen(call.Args[0]):
			c.Report(report.Finding{At: use, Kind: outer, Args: []any{g.Var.Name(), parent.Name(), g.Derived.Name(), g.Derived.Name()},
				Related: []analysis.RelatedInformation{report.Related(g.With, "the context of the group is made here")}})
		}
	}
}

// waitsWith returns where a function literal gives a context to a function that may
// wait, or waits for its end itself.
func (c *checker) waitsWith(lit *ast.FuncLit, ctx *types.Var) (use ast.Node) {
	ast.Inspect(lit.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			for _, arg := range n.Args {
				if vars.Of(c.TypesInfo, arg) == ctx && use == nil && c.mayWait(n) {
					use = arg
				}
			}
		case *ast.UnaryExpr:
			if call, ok := ast.Unparen(n.X).(*ast.CallExpr); ok && n.Op == token.ARROW && groups.Mentions(c.TypesInfo, call, ctx) && use == nil {
				use = n
			}
		}
		return use == nil
	})
	return use
}

// mayWait reports whether a call may wait for the end of the context that it gets: it
// tells of an error, which a function that reads values of the context only has no use for.
func (c *checker) mayWait(call *ast.CallExpr) bool {
	if fn, ok := typeutil.Callee(c.TypesInfo, call).(*types.Func); ok && (know.Inert(fn) || fn.Pkg() != nil && fn.Pkg().Path() == "context") {
		return false
	}
	sig, ok := c.TypesInfo.TypeOf(call.Fun).Underlying().(*types.Signature)
	if !ok || sig.Results().Len() == 0 {
		return false
	}
	last := sig.Results().At(sig.Results().Len() - 1).Type()
	return types.Identical(last, types.Universe.Lookup("error").Type())
}
