package syncmapcheck

import (
	_ "embed"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/gocorelint/gocorelint/analyzers/internal/atomics"
	"github.com/gocorelint/gocorelint/analyzers/internal/calls"
	"github.com/gocorelint/gocorelint/analyzers/internal/expr"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/underlock"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

//go:embed doc.go
var doc string

var (
	two = &report.Kind{ID: "load-then-store",
		Format: "goroutines that miss %s at %s at once store a %s each, and go on with different ones: use LoadOrStore"}
	lost = &report.Kind{ID: "lost-update",
		Format: "what other goroutines store for %s since the Load at %s is lost here: %s"}
)

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "syncmapcheck",
		DocFile:  doc,
		Kinds:    []*report.Kind{two, lost},
		Requires: []*analysis.Analyzer{calls.Analyzer, underlock.Analyzer},
		Run:      run,
	}.New()
}

func run(pass *report.Pass) {
	if !pass.Imports("sync") {
		return
	}
	index := pass.ResultOf[calls.Analyzer].(*calls.Index)
	stores := index.Of("(*sync.Map).Store")
	loads := index.Of("(*sync.Map).Load", "(*sync.Map).LoadOrStore")
	if len(stores) == 0 || len(loads) == 0 {
		return
	}
	c := &checker{
		Pass:   pass,
		locks:  pass.ResultOf[underlock.Analyzer].(*underlock.Package),
		others: index.Of("(*sync.Map).LoadOrStore", "(*sync.Map).CompareAndSwap", "(*sync.Map).Swap"),
	}
	for _, store := range stores {
		if !pass.Wanted(atomics.File(store.Cursor)) || atomics.Lifecycle(atomics.Declaration(store.Cursor)) {
			continue
		}
		for _, load := range loads {
			if c.pair(load, store) {
				break
			}
		}
	}
}

type checker struct {
	*report.Pass
	locks  *underlock.Package
	others []calls.Call // that do it in one
}

// pair looks at a Load and a later Store of the same key, and reports whether they
// are a pair.
func (c *checker) pair(load, store calls.Call) bool {
	fn := vars.Func(load.Cursor)
	switch {
	case fn != vars.Func(store.Cursor), load.Pos() > store.Pos():
		return false
	case !expr.Same(c.TypesInfo, receiver(load), receiver(store)), !expr.Same(c.TypesInfo, load.Args[0], store.Args[0]):
		return false
	case c.own(fn, receiver(store)):
		return false
	}
	for _, other := range c.others {
		if other.CallExpr != load.CallExpr && vars.Func(other.Cursor) == fn && expr.Same(c.TypesInfo, receiver(other), receiver(store)) {
			return false
		}
	}
	value, ok := results(c.TypesInfo, load)
	if !ok {
		return false
	}
	kind := two
	args := []any{types.ExprString(store.Args[0]), c.Line(store.Pos(), load.Pos())}
	switch {
	case value.v != nil && isUpdate(c.TypesInfo, fn, load, store, value.v):
		kind = lost
		if t := c.TypesInfo.TypeOf(store.Args[1]); t != nil && types.Comparable(t) {
			args = append(args, "use CompareAndSwap in a loop, or keep a pointer to an atomic")
		} else {
			args = append(args, "hold a lock around both")
		}
	case len(load.Args) == 1 && value.ok != nil && missed(c.TypesInfo, load, store, value.ok) && identity(c.TypesInfo.TypeOf(store.Args[1])) && c.goesOn(fn, store):
		args = append(args, c.name(c.TypesInfo.TypeOf(store.Args[1])))
	default:
		return false
	}
	if c.locks.At(store.Cursor) {
		return true
	}
	c.Report(report.Finding{At: store.CallExpr, Kind: kind, Args: args,
		Related: []analysis.RelatedInformation{report.Related(load, "the Load")}})
	return true
}

func receiver(call calls.Call) ast.Expr {
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok {
		return sel.X
	}
	return call.Fun
}

// own reports whether the map is a variable of the function.
func (c *checker) own(fn inspector.Cursor, m ast.Expr) bool {
	v := vars.Of(c.TypesInfo, m)
	if v == nil {
		return false
	}
	_, pointer := v.Type().Underlying().(*types.Pointer)
	return !pointer && fn.Valid() && fn.Node().Pos() <= v.Pos() && v.Pos() < fn.Node().End()
}

// A loaded is what the results of Load are assigned to.
type loaded struct{ v, ok *types.Var }

func results(info *types.Info, load calls.Call) (loaded, bool) {
	assign, ok := load.Parent().Node().(*ast.AssignStmt)
	if !ok || len(assign.Lhs) != 2 || len(assign.Rhs) != 1 {
		return loaded{}, false
	}
	return loaded{vars.Of(info, assign.Lhs[0]), vars.Of(info, assign.Lhs[1])}, true
}

// missed reports whether control comes to the Store only if the Load has not
// found the key: in if !ok { … }, or behind if ok { return }.
func missed(info *types.Info, load, store calls.Call, ok *types.Var) bool {
	var list inspector.Cursor
	for list = range store.Enclosing((*ast.BlockStmt)(nil)) {
		break
	}
	if list.ParentEdgeKind() == edge.IfStmt_Body {
		ifs := list.Parent().Node().(*ast.IfStmt)
		return load.Pos() < list.Node().Pos() && isNot(info, ifs.Cond, ok)
	}
	for _, stmt := range list.Node().(*ast.BlockStmt).List {
		if stmt.Pos() > store.Pos() {
			break
		}
		ifs, isIf := stmt.(*ast.IfStmt)
		if isIf && ifs.Body.Pos() > load.Pos() && vars.Of(info, ifs.Cond) == ok && returns(ifs.Body) {
			return true
		}
	}
	return false
}

func isNot(info *types.Info, cond ast.Expr, ok *types.Var) bool {
	not, isUnary := ast.Unparen(cond).(*ast.UnaryExpr)
	return isUnary && not.Op == token.NOT && vars.Of(info, not.X) == ok
}

func returns(body *ast.BlockStmt) bool {
	if len(body.List) == 0 {
		return false
	}
	_, ok := body.List[len(body.List)-1].(*ast.ReturnStmt)
	return ok
}

// identity reports whether values of the type are told apart by who shares them.
func identity(t types.Type) bool {
	if t == nil {
		return false
	}
	switch u := t.Underlying().(type) {
	case *types.Chan:
		return true
	case *types.Pointer:
		return mutable(u.Elem())
	}
	return false
}

// mutable reports whether the type has something in it that is made to be shared: a
// lock, an atomic, a channel. What has none is computed, and two of it are equal.
func mutable(t types.Type) bool {
	st, ok := t.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for f := range st.Fields() {
		if named, ok := types.Unalias(f.Type()).(*types.Named); ok && named.Obj().Pkg() != nil {
			switch named.Obj().Pkg().Path() {
			case "sync", "sync/atomic":
				return true
			}
		}
		switch f.Type().Underlying().(type) {
		case *types.Chan:
			return true
		case *types.Struct:
			if mutable(f.Type()) {
				return true
			}
		}
	}
	return false
}

// goesOn reports whether the function uses the stored variable after the Store.
func (c *checker) goesOn(fn inspector.Cursor, store calls.Call) bool {
	v := vars.Of(c.TypesInfo, store.Args[1])
	if v == nil {
		return false
	}
	for use := range vars.Uses(c.TypesInfo, fn, v) {
		if use.Pos() > store.End() && use.Kind == vars.Read {
			return true
		}
	}
	return false
}

func (c *checker) name(t types.Type) string {
	return types.TypeString(t, func(pkg *types.Package) string {
		if pkg == c.Pkg {
			return ""
		}
		return pkg.Name()
	})
}
