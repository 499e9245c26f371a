package copysync

import (
	_ "embed"
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/nocopy"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "copysync",
		DocFile:  doc,
		Tests:    true,
		Kinds:    slices.Concat(copyKinds, moveKinds, overwriteKinds, []*report.Kind{generic, builder}),
		Requires: []*analysis.Analyzer{inspect.Analyzer, flow.Analyzer, nocopy.Analyzer},
		Run:      run,
	}.New()
}

// A checker is one run over one package.
type checker struct {
	*report.Pass
	types  *nocopy.Finder
	copies *nocopy.Result // what generic functions copy, nil when it is not known
}

func run(pass *report.Pass) {
	c := &checker{Pass: pass, types: nocopy.NewFinder()}
	c.copies, _ = pass.ResultOf[nocopy.Analyzer].(*nocopy.Result)
	for file := range pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root().Children() {
		if pass.Wanted(file.Node().(*ast.File)) {
			c.file(file)
		}
	}
	if ssa, ok := pass.ResultOf[flow.Analyzer].(*flow.Package); ok {
		c.overwrites(ssa)
		c.builders(ssa)
	}
}

// reportCrash reports what ends in a panic or a fatal error whenever it runs.
// In a test that is seen at once, so what is left there is on purpose.
func (c *checker) reportCrash(f report.Finding) {
	if !strings.HasSuffix(c.Fset.Position(f.At.Pos()).Filename, "_test.go") {
		c.Report(f)
	}
}

func (c *checker) file(file inspector.Cursor) {
	for cur := range file.Preorder(nodes...) {
		switch n := cur.Node().(type) {
		case *ast.AssignStmt:
			c.assignment(cur, n)
			c.moves(cur, n)
		case *ast.GenDecl:
			c.declaration(n)
		case *ast.CompositeLit:
			c.literal(n)
		case *ast.ReturnStmt:
			c.returns(n)
		case *ast.CallExpr:
			c.arguments(n)
			c.elements(cur, n)
		case *ast.FuncDecl:
			c.receiver(n)
			c.parameters(n.Name.Name, n.Type)
		case *ast.FuncLit:
			c.parameters("the function", n.Type)
		case *ast.RangeStmt:
			c.ranges(n)
		case *ast.SendStmt:
			c.send(cur, n)
		case *ast.Ident:
			c.instance(n)
		}
	}
}

var nodes = []ast.Node{
	(*ast.AssignStmt)(nil), (*ast.GenDecl)(nil), (*ast.CompositeLit)(nil), (*ast.ReturnStmt)(nil),
	(*ast.CallExpr)(nil), (*ast.FuncDecl)(nil), (*ast.FuncLit)(nil), (*ast.RangeStmt)(nil),
	(*ast.SendStmt)(nil), (*ast.Ident)(nil),
}

// copied returns the path to what evaluating x copies, or nil.
//
// A composite literal is new, and what a call returns, or the pointer that it
// returns points to, may be new (go.dev/issue/16227).
func (c *checker) copied(x ast.Expr) *nocopy.Path {
	switch x := ast.Unparen(x).(type) {
	case *ast.CompositeLit, *ast.CallExpr:
		return nil
	case *ast.StarExpr:
		if _, ok := ast.Unparen(x.X).(*ast.CallExpr); ok {
			return nil
		}
	}
	if tv, ok := c.TypesInfo.Types[ast.Unparen(x)]; ok && tv.IsValue() {
		return c.types.In(tv.Type)
	}
	return nil
}

// describe names a type and what it contains, as "Server (its mu is a sync.Mutex)".
func (c *checker) describe(t types.Type, p *nocopy.Path) string {
	name, leaf := c.typeName(t), c.typeName(p.Leaf)
	switch {
	case len(p.Steps) > 0:
		return name + " with its " + p.String() + " " + leaf
	case name != leaf:
		return name + ", which may be " + leaf
	}
	return name
}

func (c *checker) typeName(t types.Type) string {
	return types.TypeString(t, func(pkg *types.Package) string {
		if pkg == c.Pkg {
			return ""
		}
		return pkg.Name()
	})
}
