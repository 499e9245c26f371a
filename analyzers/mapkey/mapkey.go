package mapkey

import (
	_ "embed"
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
)

//go:embed doc.go
var doc string

var (
	otherType = &report.Kind{ID: "other-type",
		Format: "this finds nothing: the keys of %s are of type %s (%s), this one is %s, and in an interface they differ by their types; convert it"}
	fresh = &report.Kind{ID: "fresh-pointer",
		Format: "this finds nothing: %s is a new pointer each time, and a map compares pointers, not what they point to; look up by the value"}
	now = &report.Kind{ID: "now",
		Format: "this finds nothing: %s is another instant each time, with a reading of the monotonic clock, which == compares; look up by Truncate or Unix of it"}
	nan = &report.Kind{ID: "nan",
		Format: "no lookup ever finds this entry, and delete does not remove it: NaN is not equal to itself; use another key for it"}
)

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "mapkey",
		DocFile:  doc,
		Tests:    true,
		Kinds:    []*report.Kind{otherType, fresh, now, nan},
		Requires: []*analysis.Analyzer{inspect.Analyzer},
		Run:      run,
	}.New()
}

func run(pass *report.Pass) {
	c := &collector{Pass: pass, tables: make(map[*types.Var]*table)}
	root := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root()
	for cur := range root.Preorder((*ast.Ident)(nil), (*ast.IndexExpr)(nil), (*ast.CompositeLit)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.Ident:
			c.ident(cur, n)
		case *ast.IndexExpr:
			if typeis.Map(pass.TypesInfo.TypeOf(n.X)) {
				index(pass, cur, n)
			}
		case *ast.CompositeLit:
			if typeis.Map(pass.TypesInfo.TypeOf(n)) {
				for _, elt := range n.Elts {
					isNaN(pass, elt.(*ast.KeyValueExpr).Key)
				}
			}
		}
	}
	for _, v := range c.order {
		check(pass, v, c.tables[v])
	}
}

// check reports the lookups with a type that is never stored.
func check(pass *report.Pass, v *types.Var, t *table) {
	if t.unknown || !t.made || len(t.stored) == 0 {
		return
	}
	for _, key := range t.looked {
		kt := pass.TypesInfo.TypeOf(key)
		if slices.ContainsFunc(t.stored, func(e ast.Expr) bool { return types.Identical(pass.TypesInfo.TypeOf(e), kt) }) {
			continue
		}
		first := t.stored[0]
		pass.Report(report.Finding{At: key, Kind: otherType, Args: []any{v.Name(), name(pass, pass.TypesInfo.TypeOf(first)), pass.Line(key.Pos(), first.Pos()), name(pass, kt)}})
	}
}

func name(pass *report.Pass, t types.Type) string {
	return types.TypeString(types.Default(t), types.RelativeTo(pass.Pkg))
}

// index looks at the key of m[k].
func index(pass *report.Pass, cur inspector.Cursor, n *ast.IndexExpr) {
	isNaN(pass, n.Index)
	if writes(cur) {
		return
	}
	key := ast.Unparen(n.Index)
	switch k := key.(type) {
	case *ast.UnaryExpr:
		if _, ok := ast.Unparen(k.X).(*ast.CompositeLit); !ok || k.Op.String() != "&" {
			return
		}
	case *ast.CallExpr:
		if isNow(pass.TypesInfo, k) {
			pass.Report(report.Finding{At: key, Kind: now, Args: []any{types.ExprString(key)}})
			return
		}
		id, ok := k.Fun.(*ast.Ident)
		if !ok {
			return
		}
		if b, ok := pass.TypesInfo.Uses[id].(*types.Builtin); !ok || b.Name() != "new" {
			return
		}
	default:
		return
	}
	pass.Report(report.Finding{At: key, Kind: fresh, Args: []any{types.ExprString(key)}})
}

// isNow recognizes time.Now(), also moved or in another zone.
func isNow(info *types.Info, call *ast.CallExpr) bool {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	fn, ok := info.Uses[sel.Sel].(*types.Func)
	if !ok {
		return false
	}
	switch know.Name(fn) {
	case "time.Now":
		return true
	case "(time.Time).Add", "(time.Time).In", "(time.Time).Local", "(time.Time).UTC":
		inner, ok := ast.Unparen(sel.X).(*ast.CallExpr)
		return ok && isNow(info, inner)
	}
	return false
}

// isNaN reports keys that are made by math.NaN.
func isNaN(pass *report.Pass, key ast.Expr) {
	call, ok := ast.Unparen(key).(*ast.CallExpr)
	if !ok {
		return
	}
	if pass.TypesInfo.Types[call.Fun].IsType() && len(call.Args) == 1 { // float32(math.NaN())
		isNaN(pass, call.Args[0])
		return
	}
	if sel, ok := call.Fun.(*ast.SelectorExpr); ok && sel.Sel.Name == "NaN" {
		if fn, ok := pass.TypesInfo.Uses[sel.Sel].(*types.Func); ok && know.Is(fn, "math.NaN") && !pass.InTest(key.Pos()) {
			pass.Report(report.Finding{At: key, Kind: nan})
		}
	}
}

// writes reports whether the element is assigned to.
func writes(cur inspector.Cursor) bool {
	for cur.ParentEdgeKind() == edge.ParenExpr_X {
		cur = cur.Parent()
	}
	switch cur.ParentEdgeKind() {
	case edge.AssignStmt_Lhs, edge.IncDecStmt_X, edge.RangeStmt_Key, edge.RangeStmt_Value:
		return true
	}
	return false
}

// hasInterfaceKeys reports whether the type is a map with interfaces as keys, or sync.Map.
func hasInterfaceKeys(t types.Type) (ok, sync bool) {
	if named, isNamed := types.Unalias(t).(*types.Named); isNamed && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "sync" {
		return named.Obj().Name() == "Map", true
	}
	if isParam(t) {
		return false, false
	}
	m, isMap := t.Underlying().(*types.Map)
	return isMap && types.IsInterface(m.Key()) && !isParam(m.Key()), false
}

func isParam(t types.Type) bool {
	_, ok := types.Unalias(t).(*types.TypeParam)
	return ok
}

// method is the part of sync.Map that a method is: 's' stores a key, 'l' looks
// for one, 'r' does neither.
func method(name string) byte {
	switch {
	case name == "Store", name == "LoadOrStore", name == "Swap":
		return 's'
	case strings.HasPrefix(name, "Load"), name == "Delete", strings.HasPrefix(name, "CompareAnd"):
		return 'l'
	}
	return 'r'
}
