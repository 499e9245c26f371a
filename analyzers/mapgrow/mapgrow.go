package mapgrow

import (
	_ "embed"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/expr"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

//go:embed doc.go
var doc string

var grows = &report.Kind{ID: "grows",
	Format: "%s gets an entry for each new key that a client sends, and nothing in the package takes one out: it grows until memory ends; delete what is old, or bound it"}

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "mapgrow",
		DocFile:  doc,
		Kinds:    []*report.Kind{grows},
		Requires: []*analysis.Analyzer{inspect.Analyzer, flow.Analyzer},
		Run:      run,
	}.New()
}

// A grower is a map that only the package knows, and where it stores to it.
type grower struct {
	stores []token.Pos // of the brackets and parentheses
	known  bool        // no mention of it takes entries out, or gives it away
}

func run(pass *report.Pass) {
	if !pass.Imports("net/http") {
		return
	}
	root := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root()
	maps := make(map[*types.Var]*grower)
	for cur := range root.Preorder((*ast.Ident)(nil)) {
		id := cur.Node().(*ast.Ident)
		v, ok := pass.TypesInfo.ObjectOf(id).(*types.Var)
		if !ok || !isLongLived(pass.Pkg, v) {
			continue
		}
		v = v.Origin()
		g := maps[v]
		if g == nil {
			g = &grower{known: true}
			maps[v] = g
		}
		if pass.TypesInfo.Defs[id] == nil {
			g.mention(pass.TypesInfo, cur)
		}
	}
	at := make(map[token.Pos]*types.Var)
	for v, g := range maps {
		if g.known {
			for _, pos := range g.stores {
				at[pos] = v
			}
		}
	}
	if len(at) == 0 {
		return
	}
	t := &taint{funcs: pass.ResultOf[flow.Analyzer].(*flow.Package).Funcs}
	for _, fn := range t.funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				v := at[instr.Pos()]
				key := keyOf(instr)
				if v == nil || key == nil || !t.fromClient(key, 0) || t.isKnown(fn, key, instr) {
					continue
				}
				pass.Report(report.Finding{At: report.At(instr.Pos(), 1), Kind: grows, Args: []any{v.Name()}})
				delete(at, instr.Pos())
			}
		}
	}
}

// isLongLived reports whether the variable is a package variable or a field, not known
// elsewhere, that holds a map.
func isLongLived(pkg *types.Package, v *types.Var) bool {
	if v.Pkg() != pkg || v.Exported() && pkg.Name() != "main" || !v.IsField() && v.Parent() != pkg.Scope() {
		return false
	}
	_, ok := v.Type().Underlying().(*types.Map)
	return ok || isSyncMap(v.Type())
}

func isSyncMap(t types.Type) bool {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Name() == "Map" && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "sync"
}

// mention looks at what one mention of the map does with it.
func (g *grower) mention(info *types.Info, cur inspector.Cursor) {
	for cur.ParentEdgeKind() == edge.SelectorExpr_Sel || cur.ParentEdgeKind() == edge.ParenExpr_X {
		cur = cur.Parent()
	}
	switch parent := cur.Parent().Node().(type) {
	case *ast.IndexExpr:
		switch cur.Parent().ParentEdgeKind() {
		case edge.AssignStmt_Lhs, edge.IncDecStmt_X:
			g.stores = append(g.stores, parent.Lbrack)
		case edge.UnaryExpr_X:
			g.known = false
		}
	case *ast.SelectorExpr: // a method of a sync.Map
		call, ok := cur.Parent().Parent().Node().(*ast.CallExpr)
		switch {
		case !ok || call.Fun != parent:
			g.known = false
		case slices.Contains([]string{"Store", "LoadOrStore", "Swap"}, parent.Sel.Name):
			g.stores = append(g.stores, call.Lparen)
		case parent.Sel.Name != "Load" && parent.Sel.Name != "Range":
			g.known = false
		}
	case *ast.CallExpr: // len that is printed says how large it is, and bounds nothing
		g.known = g.known && expr.Builtin(info, parent) == "len" && cur.Parent().ParentEdgeKind() == edge.CallExpr_Args
	case *ast.RangeStmt:
		g.known = g.known && cur.ParentEdgeKind() == edge.RangeStmt_X
	case *ast.KeyValueExpr:
		g.known = g.known && cur.ParentEdgeKind() == edge.KeyValueExpr_Key
	case *ast.BinaryExpr:
		g.known = g.known && (info.Types[parent.X].IsNil() || info.Types[parent.Y].IsNil())
	case *ast.AssignStmt:
		g.known = g.known && cur.ParentEdgeKind() == edge.AssignStmt_Lhs && makesFirst(info, cur)
	default:
		g.known = false
	}
}

// makesFirst reports whether the assignment is to a map that there was none of
// before: in a constructor, or where it is nil.
func makesFirst(info *types.Info, cur inspector.Cursor) bool {
	for outer := range cur.Enclosing((*ast.IfStmt)(nil)) {
		if b, ok := ast.Unparen(outer.Node().(*ast.IfStmt).Cond).(*ast.BinaryExpr); ok && b.Op == token.EQL && info.Types[b.Y].IsNil() {
			return true
		}
	}
	decl, ok := vars.Func(cur).Node().(*ast.FuncDecl)
	return ok && (strings.HasPrefix(strings.ToLower(decl.Name.Name), "new") || decl.Name.Name == "init" || decl.Name.Name == "main")
}

// keyOf is the key of a store.
func keyOf(instr ssa.Instruction) ssa.Value {
	switch instr := instr.(type) {
	case *ssa.MapUpdate:
		return instr.Key
	case *ssa.Call:
		if len(instr.Call.Args) > 1 {
			return instr.Call.Args[1]
		}
	}
	return nil
}
