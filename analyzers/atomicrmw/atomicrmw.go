package atomicrmw

import (
	_ "embed"
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/gocorelint/gocorelint/analyzers/internal/atomics"
	"github.com/gocorelint/gocorelint/analyzers/internal/calls"
	"github.com/gocorelint/gocorelint/analyzers/internal/expr"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
	"github.com/gocorelint/gocorelint/analyzers/internal/underlock"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
	"github.com/gocorelint/gocorelint/internal/lazyregexp"
)

//go:embed doc.go
var doc string

var (
	lost = &report.Kind{ID: "lost-update",
		Format: "what %s at %s adds to %s between this Load and the Store is lost: use %s"}
	lostCall = &report.Kind{ID: "lost-call",
		Format: "what another call of %s adds to %s between this Load and the Store is lost: use %s"}
	check = &report.Kind{ID: "check-then-act",
		Format: "two goroutines can both find %s unset here before one sets it at %s, and both come to the %s at %s: use CompareAndSwap"}
	busy = &report.Kind{ID: "both-busy",
		Format: "two goroutines can both find %s unset here before one sets it at %s, and both run what it keeps apart until %s: use CompareAndSwap"}
	twice = &report.Kind{ID: "loaded-twice",
		Format: "this second Load of %s returns nil if %s stores it after the check at %s: load once into a variable"}
	inPlace = &report.Kind{ID: "map-in-place",
		Format: "the map from %s.Load at %s is changed while others read it without a lock, a fatal error: copy it, change the copy, store that"}
)

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "atomicrmw",
		DocFile:  doc,
		Tests:    true,
		Kinds:    []*report.Kind{lost, lostCall, check, busy, twice, inPlace},
		Requires: []*analysis.Analyzer{calls.Analyzer, underlock.Analyzer},
		Run:      run,
	}.New()
}

func run(pass *report.Pass) {
	if !pass.Imports("sync/atomic") {
		return
	}
	c := &checker{
		Pass:  pass,
		locks: pass.ResultOf[underlock.Analyzer].(*underlock.Package),
		ops:   make(map[*types.Var][]*atomics.Op),
	}
	for _, op := range atomics.Ops(pass.TypesInfo, pass.ResultOf[calls.Analyzer].(*calls.Index)) {
		if op.Var != nil && !pass.IsTest(atomics.File(op.Cursor)) {
			if c.ops[op.Var] == nil {
				c.order = append(c.order, op.Var)
			}
			c.ops[op.Var] = append(c.ops[op.Var], op)
		}
	}
	for _, v := range c.order {
		for _, op := range c.ops[v] {
			switch {
			case !pass.Wanted(atomics.File(op.Cursor)):
			case atomics.Lifecycle(atomics.Declaration(op.Cursor)):
				if op.Verb == "Store" && startsOnce(atomics.Declaration(op.Cursor)) {
					c.checked(op)
				}
			case op.Verb == "Store":
				c.update(op)
				c.checked(op)
			case op.Verb == "Load":
				c.again(op)
				c.changed(op)
			}
		}
	}
}

// startsOnce reports whether the declaration is a function that starts or opens something: one that looks at a flag first
// expects to be called again.
func startsOnce(decl ast.Node) bool {
	fn, ok := decl.(*ast.FuncDecl)
	return ok && starts.MatchString(fn.Name.Name)
}

var starts = lazyregexp.New(`(?i)^(start|open|connect|dial)`)

type checker struct {
	*report.Pass
	locks *underlock.Package
	ops   map[*types.Var][]*atomics.Op // by variable
	order []*types.Var
}

// same reports whether two operations of one function are about the same variable.
func (c *checker) same(a, b *atomics.Op) bool {
	return a.Var == b.Var && vars.Func(a.Cursor) == vars.Func(b.Cursor) && expr.Same(c.TypesInfo, a.X, b.X)
}

// writer finds an operation in another function that sets the variable.
func (c *checker) writer(op *atomics.Op) *atomics.Op {
	decl := atomics.Declaration(op.Cursor)
	for _, other := range c.ops[op.Var] {
		d := atomics.Declaration(other.Cursor)
		if other.Writes() && d != decl && !atomics.Lifecycle(d) {
			return other
		}
	}
	return nil
}

// update reports x.Store(f(x.Load())).
func (c *checker) update(store *atomics.Op) {
	load := c.loadIn(store, store.Values[0])
	if load == nil {
		return
	}
	other := c.writer(store)
	switch {
	case c.swaps(store):
	case c.locks.At(store.Cursor):
	case other == nil:
		if name := c.counts(store, load); name != "" {
			c.Report(report.Finding{At: store.CallExpr, Kind: lostCall, Args: []any{name, types.ExprString(store.X), c.instead(store, load)}})
		}
	default:
		c.Report(report.Finding{At: store.CallExpr, Kind: lost,
			Args:    []any{other.String(), c.Line(store.Pos(), other.Pos()), types.ExprString(store.X), c.instead(store, load)},
			Related: []analysis.RelatedInformation{report.Related(load.CallExpr, "the Load"), report.Related(other.CallExpr, "the other change")}})
	}
}

// instead is what to use.
func (c *checker) instead(store, load *atomics.Op) string {
	if isSum(store.Values[0]) && c.counter(load, store) == nil {
		return store.With("Add")
	}
	return "a loop with " + store.With("CompareAndSwap")
}

// counts returns the name of an exported function that does nothing with atomics but
// x.Store(x.Load() + n): a counter for whoever calls it. Queues with one writer do more.
func (c *checker) counts(store, load *atomics.Op) string {
	decl, ok := atomics.Declaration(store.Cursor).(*ast.FuncDecl)
	value := store.Values[0]
	direct := isSum(value) && value.Pos() <= load.Pos() && load.End() <= value.End()
	if !ok || !decl.Name.IsExported() || !direct && c.counter(load, store) == nil || vars.Func(store.Cursor).Node() != decl {
		return ""
	}
	if v := store.Var; v.Parent() != nil && v.Parent() != c.Pkg.Scope() {
		return "" // a local variable
	}
	alone := true
	for _, ops := range c.ops {
		for _, op := range ops {
			if op != store && op != load && atomics.Declaration(op.Cursor) == decl {
				if op.Verb == "CompareAndSwap" {
					return decl.Name.Name // it expects others
				}
				alone = false
			}
		}
	}
	if !alone {
		return ""
	}
	return decl.Name.Name
}

// loadIn finds the Load of the stored variable of which the expression is
// computed, directly or by way of a variable that is set once.
func (c *checker) loadIn(store *atomics.Op, value ast.Expr) *atomics.Op {
	sum, ok := ast.Unparen(value).(*ast.BinaryExpr)
	for _, load := range c.ops[store.Var] {
		if load.Verb != "Load" || !c.same(load, store) {
			continue
		}
		if v := c.counter(load, store); v != nil && (vars.Of(c.TypesInfo, value) == v || ok && vars.Of(c.TypesInfo, sum.X) == v) {
			return load
		}
		if !ok {
			continue
		}
		if value.Pos() <= load.Pos() && load.End() <= value.End() {
			return load
		}
		if v := c.holder(load); v != nil && load.Pos() < store.Pos() && mentions(c.TypesInfo, value, v) {
			return load
		}
	}
	return nil
}

// counter is the variable that is set to the result of the Load, and between the two operations only counted on, or set to a
// constant: cur := x.Load(); cur++; x.Store(cur).
func (c *checker) counter(load, store *atomics.Op) *types.Var {
	assign, ok := load.Parent().Node().(*ast.AssignStmt)
	if !ok || assign.Tok != token.DEFINE || len(assign.Lhs) != len(assign.Rhs) || load.Pos() > store.Pos() {
		return nil
	}
	v := vars.Of(c.TypesInfo, assign.Lhs[load.ParentEdgeIndex()])
	if v == nil || !typeis.Integer(v.Type()) {
		return nil
	}
	changed := false
	for use := range vars.Uses(c.TypesInfo, vars.Func(load.Cursor), v) {
		switch use.Kind {
		case vars.Address, vars.Part:
			return nil
		case vars.Set:
			set, ok := use.At.Parent().Node().(*ast.AssignStmt)
			if !ok || len(set.Lhs) != len(set.Rhs) || c.TypesInfo.Types[set.Rhs[use.At.ParentEdgeIndex()]].Value == nil {
				return nil
			}
			changed = true
		case vars.Update:
			changed = true
		}
	}
	if !changed {
		return nil // see holder
	}
	return v
}

// holder is the variable that is set to the result of the operation and to
// nothing else.
func (c *checker) holder(op *atomics.Op) *types.Var {
	assign, ok := op.Parent().Node().(*ast.AssignStmt)
	if !ok || len(assign.Lhs) != len(assign.Rhs) {
		return nil
	}
	return c.only(op.Cursor, assign.Lhs[op.ParentEdgeIndex()])
}

// only is the local variable that the expression names, if what is assigned at
// the cursor is all that it ever gets.
func (c *checker) only(cur inspector.Cursor, lhs ast.Expr) *types.Var {
	v := vars.Of(c.TypesInfo, lhs)
	if v == nil {
		return nil
	}
	sets := 0
	for use := range vars.Uses(c.TypesInfo, vars.Func(cur), v) {
		if use.Kind == vars.Address && !c.published(use.At) || use.Kind.Changes() && use.Pos() != lhs.Pos() {
			sets++
		}
	}
	if sets > 0 {
		return nil
	}
	return v
}

// published reports whether the address is what a Store is given.
func (c *checker) published(x inspector.Cursor) bool {
	for x.ParentEdgeKind() == edge.ParenExpr_X || x.ParentEdgeKind() == edge.UnaryExpr_X {
		x = x.Parent()
	}
	if x.ParentEdgeKind() != edge.CallExpr_Args {
		return false
	}
	call := x.Parent().Node()
	for _, ops := range c.ops {
		if slices.ContainsFunc(ops, func(op *atomics.Op) bool { return op.CallExpr == call && op.Verb == "Store" }) {
			return true
		}
	}
	return false
}

func mentions(info *types.Info, e ast.Expr, v *types.Var) (found bool) {
	ast.Inspect(e, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		found = found || ok && info.Uses[id] == v
		return !found
	})
	return found
}

// isSum reports whether the expression adds or subtracts.
func isSum(e ast.Expr) bool {
	b, ok := ast.Unparen(e).(*ast.BinaryExpr)
	return ok && (b.Op.String() == "+" || b.Op.String() == "-")
}

// swaps reports whether the function also swaps the variable: it knows what it does.
func (c *checker) swaps(op *atomics.Op) bool {
	for _, other := range c.ops[op.Var] {
		if other.Verb == "CompareAndSwap" && atomics.Declaration(other.Cursor) == atomics.Declaration(op.Cursor) {
			return true
		}
	}
	return false
}
