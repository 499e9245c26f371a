package unhashable

import (
	_ "embed"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/gocorelint/gocorelint/analyzers/internal/calls"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

var (
	key = &report.Kind{ID: "key",
		Format: "a %s as a key panics with \"hash of unhashable type\": %s; use a key without it, for instance a string"}
	compared = &report.Kind{ID: "compared",
		Format: "this comparison is never true: %s holds a %s, and two of them panic with \"comparing uncomparable type\": %s; compare what identifies it"}
	target = &report.Kind{ID: "target",
		Format: "errors.Is never finds this target: a %s can't be compared, %s; make it a pointer, or give it a method Is"}
)

// Analyzer finds values that can't be compared where interfaces are.
var Analyzer = New()

// New makes the analyzer.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "unhashable",
		DocFile:  doc,
		Tests:    true,
		Kinds:    []*report.Kind{key, compared, target},
		Requires: []*analysis.Analyzer{inspect.Analyzer, calls.Analyzer},
		Run:      run,
	}.New()
}

func run(pass *report.Pass) {
	c := &checker{Pass: pass}
	root := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root()
	for cur := range root.Preorder((*ast.IndexExpr)(nil), (*ast.CompositeLit)(nil), (*ast.BinaryExpr)(nil), (*ast.SwitchStmt)(nil), (*ast.CallExpr)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.IndexExpr:
			if c.hasInterfaceKeys(n.X) {
				c.key(n.Index)
			}
		case *ast.CompositeLit:
			if c.hasInterfaceKeys(n) {
				for _, elt := range n.Elts {
					c.key(elt.(*ast.KeyValueExpr).Key)
				}
			}
		case *ast.BinaryExpr:
			if n.Op == token.EQL || n.Op == token.NEQ {
				c.compare(n, n.X, n.Y)
			}
		case *ast.SwitchStmt:
			c.switched(n)
		case *ast.CallExpr:
			if id, ok := n.Fun.(*ast.Ident); ok && id.Name == "delete" && len(n.Args) == 2 && c.hasInterfaceKeys(n.Args[0]) {
				c.key(n.Args[1])
			}
		}
	}
	c.calls(pass.ResultOf[calls.Analyzer].(*calls.Index))
}

// hashes lists the functions that hash an argument of interface type, by its index.
var hashes = map[string]int{
	"(*sync.Map).Load": 0, "(*sync.Map).Store": 0, "(*sync.Map).LoadOrStore": 0, "(*sync.Map).LoadAndDelete": 0,
	"(*sync.Map).Delete": 0, "(*sync.Map).Swap": 0, "(*sync.Map).CompareAndSwap": 0, "(*sync.Map).CompareAndDelete": 0,
	"unique.Make": 0,
}

// compares lists the functions that compare an argument with others by ==.
var compares = map[string]int{
	"(*sync.Map).CompareAndSwap": 1, "(*sync.Map).CompareAndDelete": 1, "(*sync/atomic.Value).CompareAndSwap": 0,
	"slices.Index": 1, "slices.Contains": 1,
}

func (c *checker) calls(index *calls.Index) {
	for name, arg := range hashes {
		for _, call := range index.Of(name) {
			if len(call.Args) > arg && c.isInterface(call, arg) {
				c.key(call.Args[arg])
			}
		}
	}
	for name, arg := range compares {
		for _, call := range index.Of(name) {
			if len(call.Args) > arg && c.isInterface(call, arg) {
				c.comparedWith(call.Args[arg], call.Args[arg])
			}
		}
	}
	for _, call := range index.Of("errors.Is") {
		if len(call.Args) != 2 {
			continue
		}
		t := c.dynamic(call.Args[1])
		if part := partOf(t); part != "" && !hasIs(t) {
			c.Report(report.Finding{At: call.Args[1], Kind: target, Args: []any{c.name(t), part}})
		}
	}
}

// isInterface reports whether the parameter of the call has an interface as its type,
// in the instance that is called.
func (c *checker) isInterface(call calls.Call, arg int) bool {
	sig, ok := c.TypesInfo.TypeOf(call.Fun).(*types.Signature)
	return ok && sig.Params().Len() > arg && types.IsInterface(sig.Params().At(arg).Type())
}

// hasIs reports whether errors.Is asks the error itself.
func hasIs(t types.Type) bool {
	obj, _, _ := types.LookupFieldOrMethod(t, true, nil, "Is")
	_, ok := obj.(*types.Func)
	return ok
}

func (c *checker) key(e ast.Expr) {
	t := c.dynamic(e)
	part := partOf(t)
	if part == "" {
		return
	}
	c.Report(report.Finding{At: e, Kind: key, Args: []any{c.name(t), part}})
}

func (c *checker) switched(s *ast.SwitchStmt) {
	if s.Tag == nil {
		return
	}
	for _, clause := range s.Body.List {
		for _, e := range clause.(*ast.CaseClause).List {
			c.compare(e, s.Tag, e)
		}
	}
}

// compare reports a comparison of two interfaces of which one is known to hold
// what can't be compared.
func (c *checker) compare(at, x, y ast.Expr) {
	tx, ty := c.TypesInfo.TypeOf(x), c.TypesInfo.TypeOf(y)
	if tx == nil || ty == nil || !types.IsInterface(tx) || !types.IsInterface(ty) {
		return
	}
	dx, dy := c.dynamic(x), c.dynamic(y)
	if dx != nil && dy != nil && !types.Identical(dx, dy) {
		return // false, and no panic
	}
	for _, e := range []ast.Expr{y, x} {
		if c.comparedWith(at, e) {
			return
		}
	}
}

func (c *checker) comparedWith(at, e ast.Expr) bool {
	t := c.dynamic(e)
	part := partOf(t)
	if part == "" {
		return false
	}
	c.Report(report.Finding{At: at, Kind: compared, Args: []any{types.ExprString(e), c.name(t), part}})
	return true
}

func (c *checker) name(t types.Type) string { return types.TypeString(t, types.RelativeTo(c.Pkg)) }
