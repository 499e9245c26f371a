package zerosize

import (
	_ "embed"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

var equal = &report.Kind{ID: "equal",
	Format: "this can't tell %s from the %s of %s: both point to a value of size 0, and such pointers are equal or not as it comes; give the type a field"}

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "zerosize",
		DocFile:  doc,
		Kinds:    []*report.Kind{equal},
		Requires: []*analysis.Analyzer{inspect.Analyzer},
		Run:      run,
	}.New()
}

// A checker is one run over one package.
type checker struct {
	*report.Pass
	root   inspector.Cursor
	points map[*types.Var]ast.Expr // package variables that point to nothing, and what they are set to
	empty  map[*types.Var]bool     // package variables without size
	made   []ast.Expr              // all that make a pointer to nothing, tests left out
}

func run(pass *report.Pass) {
	c := &checker{
		Pass:   pass,
		root:   pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root(),
		points: make(map[*types.Var]ast.Expr),
		empty:  make(map[*types.Var]bool),
	}
	c.declared()
	if len(c.points)+len(c.empty) == 0 {
		return
	}
	for cur := range c.root.Preorder((*ast.UnaryExpr)(nil), (*ast.CallExpr)(nil)) {
		if e := cur.Node().(ast.Expr); c.makes(e) && !pass.InTest(e.Pos()) && !c.lost(cur) {
			c.made = append(c.made, e)
		}
	}
	if len(c.made) < 2 {
		return
	}
	var uses []inspector.Cursor
	for cur := range c.root.Preorder((*ast.Ident)(nil)) {
		v := c.variable(cur.Node().(ast.Expr))
		switch {
		case v == nil:
		case !c.empty[v] && changes(cur):
			delete(c.points, v)
		default:
			uses = append(uses, cur)
		}
	}
	done := make(map[*types.Var]bool)
	for _, cur := range uses {
		v := c.variable(cur.Node().(ast.Expr))
		init := c.points[v]
		if c.empty[v] {
			cur = cur.Parent()
			addr, ok := cur.Node().(*ast.UnaryExpr) // &v
			if !ok {
				continue
			}
			init = addr
		}
		if init != nil && !done[v] && !pass.InTest(init.Pos()) && c.identifies(cur) {
			done[v] = c.report(cur.Node(), v, init)
		}
	}
}

// variable is the package variable that the expression names.
func (c *checker) variable(e ast.Expr) *types.Var {
	id, ok := ast.Unparen(e).(*ast.Ident)
	if !ok {
		return nil
	}
	v, ok := c.TypesInfo.Uses[id].(*types.Var)
	if !ok || c.points[v] == nil && !c.empty[v] {
		return nil
	}
	return v
}

// declared collects the package variables that are without size or point to such a value.
func (c *checker) declared() {
	for _, file := range c.WantedFiles() {
		for _, decl := range file.Decls {
			gen, ok := decl.(*ast.GenDecl)
			if !ok || gen.Tok != token.VAR {
				continue
			}
			for _, spec := range gen.Specs {
				spec := spec.(*ast.ValueSpec)
				for i, name := range spec.Names {
					v, ok := c.TypesInfo.Defs[name].(*types.Var)
					switch {
					case !ok:
					case isEmpty(v.Type()):
						c.empty[v] = true
					case i < len(spec.Values) && c.makes(spec.Values[i]):
						c.points[v] = ast.Unparen(spec.Values[i])
					}
				}
			}
		}
	}
}

// makes recognizes &T{}, new(T), where T has no size, and the address of such a package variable.
func (c *checker) makes(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.UnaryExpr:
		if _, lit := ast.Unparen(e.X).(*ast.CompositeLit); e.Op != token.AND || !lit && !c.empty[c.variable(e.X)] {
			return false
		}
	case *ast.CallExpr:
		if id, ok := e.Fun.(*ast.Ident); !ok || c.TypesInfo.Uses[id] != types.Universe.Lookup("new") {
			return false
		}
	default:
		return false
	}
	p, ok := types.Unalias(c.TypesInfo.TypeOf(e)).(*types.Pointer)
	return ok && isEmpty(p.Elem())
}

// lost reports whether nobody can compare the pointer that the expression makes:
// it is a receiver, followed, assigned to _, or only handed to another package
// that isn't known to give it back.
func (c *checker) lost(e inspector.Cursor) bool {
	switch parent := e.Parent().Node().(type) {
	case *ast.ParenExpr:
		return c.lost(e.Parent())
	case *ast.SelectorExpr, *ast.StarExpr, *ast.ExprStmt:
		return true
	case *ast.ValueSpec:
		return e.ParentEdgeKind() == edge.ValueSpec_Values && allBlank(parent.Names)
	case *ast.AssignStmt:
		return e.ParentEdgeKind() == edge.AssignStmt_Rhs && allBlank(parent.Lhs)
	case *ast.CallExpr:
		if e.ParentEdgeKind() != edge.CallExpr_Args {
			return false
		}
		if c.TypesInfo.Types[parent.Fun].IsType() { // a conversion
			return c.lost(e.Parent())
		}
		fn, _ := typeutil.Callee(c.TypesInfo, parent).(*types.Func)
		return fn != nil && fn.Pkg() != nil && fn.Pkg() != c.Pkg && !keepers[fn.Pkg().Path()]
	}
	return false
}

// keepers lists packages that keep or compare what they are given.
var keepers = map[string]bool{
	"container/list": true,
	"container/ring": true,
	"context":        true,
	"errors":         true,
	"slices":         true,
	"sync":           true,
	"sync/atomic":    true,
}

func allBlank[E ast.Expr](list []E) bool {
	for _, e := range list {
		if id, ok := ast.Expr(e).(*ast.Ident); !ok || id.Name != "_" {
			return false
		}
	}
	return true
}

// isEmpty reports whether values of the type have no size, whatever the platform is.
func isEmpty(t types.Type) bool {
	if _, ok := types.Unalias(t).(*types.TypeParam); ok {
		return false
	}
	switch t := t.Underlying().(type) {
	case *types.Struct:
		for f := range t.Fields() {
			if !isEmpty(f.Type()) {
				return false
			}
		}
		return true
	case *types.Array:
		return t.Len() == 0 || isEmpty(t.Elem())
	}
	return false
}

// report reports the use of the variable, if the package has another pointer of
// the type that it is set to, or that its address has.
func (c *checker) report(use ast.Node, v *types.Var, own ast.Expr) bool {
	t := c.TypesInfo.TypeOf(own)
	for _, e := range c.made {
		if u, ok := e.(*ast.UnaryExpr); e == own || !types.Identical(c.TypesInfo.TypeOf(e), t) || ok && c.variable(u.X) == v {
			continue
		}
		c.Report(report.Finding{At: use, Kind: equal, Args: []any{
			v.Name(), types.TypeString(t, types.RelativeTo(c.Pkg)), c.Line(use.Pos(), e.Pos())}})
		return true
	}
	return false
}

// changes reports whether the variable is set, or its address taken.
func changes(id inspector.Cursor) bool {
	switch id.ParentEdgeKind() {
	case edge.AssignStmt_Lhs, edge.RangeStmt_Key, edge.RangeStmt_Value:
		return true
	case edge.UnaryExpr_X:
		return id.Parent().Node().(*ast.UnaryExpr).Op == token.AND
	}
	return false
}

// identifies reports whether the pointer is compared with others there.
func (c *checker) identifies(e inspector.Cursor) bool {
	switch parent := e.Parent().Node().(type) {
	case *ast.BinaryExpr:
		return (parent.Op == token.EQL || parent.Op == token.NEQ) &&
			!c.TypesInfo.Types[parent.X].IsNil() && !c.TypesInfo.Types[parent.Y].IsNil()
	case *ast.CaseClause:
		return true
	case *ast.IndexExpr:
		return e.ParentEdgeKind() == edge.IndexExpr_Index
	case *ast.CallExpr:
		if e.ParentEdgeKind() != edge.CallExpr_Args {
			return false
		}
		fn := typeutil.StaticCallee(c.TypesInfo, parent)
		if fn == nil {
			fn, _ = typeutil.Callee(c.TypesInfo, parent).(*types.Func)
		}
		if fn == nil {
			return false
		}
		arg, ok := compared[know.Name(fn)]
		return ok && arg < len(parent.Args) && ast.Unparen(parent.Args[arg]) == e.Node()
	}
	return false
}

// compared lists functions that look for what is equal to one argument.
var compared = map[string]int{
	"errors.Is":                 1,
	"(context.Context).Value":   0,
	"(*sync.Map).Load":          0,
	"(*sync.Map).LoadOrStore":   0,
	"(*sync.Map).LoadAndDelete": 0,
	"(*sync.Map).Delete":        0,
	"slices.Contains":           1,
	"slices.Index":              1,
}
