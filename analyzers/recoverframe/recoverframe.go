package recoverframe

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

	"github.com/gocorelint/gocorelint/analyzers/internal/expr"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

//go:embed doc.go
var doc string

var (
	deep = &report.Kind{ID: "too-deep",
		Format: "the recover of %s returns nil when it is called from here, and the panic goes on: only the deferred function itself can recover; defer %s"}
	never = &report.Kind{ID: "never-deferred",
		Format: "this recover always returns nil: the function around it is called by %s, never deferred; put it into a deferred function literal"}
	direct = &report.Kind{ID: "deferred-recover",
		Format: "a deferred recover does not stop the panic: a deferred function has to call it; defer func() { recover() }()"}
	goroutine = &report.Kind{ID: "other-goroutine",
		Format: "this panic ends the process: the recover of %s is on another goroutine; recover in the function that go starts"}
)

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "recoverframe",
		DocFile:  doc,
		Tests:    true,
		Kinds:    []*report.Kind{deep, never, direct, goroutine},
		Requires: []*analysis.Analyzer{inspect.Analyzer},
		Run:      run,
	}.New()
}

// A checker is one run over one package.
type checker struct {
	*report.Pass
	root  inspector.Cursor
	decls map[*types.Func]inspector.Cursor // functions that call recover themselves
	uses  map[*types.Func]*uses            // how these are used
}

// uses says how a function is used in the package.
type uses struct {
	calls    []inspector.Cursor // plain calls
	deferred bool               // by a defer statement
	value    bool               // in any other way
}

func run(pass *report.Pass) {
	c := &checker{
		Pass:  pass,
		root:  pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root(),
		decls: make(map[*types.Func]inspector.Cursor),
		uses:  make(map[*types.Func]*uses),
	}
	var recovers []inspector.Cursor
	for call := range c.root.Preorder((*ast.CallExpr)(nil)) {
		if expr.Builtin(pass.TypesInfo, call.Node().(*ast.CallExpr)) == "recover" {
			recovers = append(recovers, call)
		}
	}
	if len(recovers) == 0 {
		return
	}
	for _, call := range recovers {
		c.recover(call)
	}
	c.countUses()
	for _, call := range recovers {
		c.declared(call)
	}
}

// recover looks at a call of recover in a function literal, and notes the
// declared functions that have one.
func (c *checker) recover(call inspector.Cursor) {
	if call.ParentEdgeKind() == edge.DeferStmt_Call {
		c.Report(report.Finding{At: call.Node(), Kind: direct})
		return
	}
	fn := vars.Func(call)
	if !fn.Valid() {
		return
	}
	if decl, ok := fn.Node().(*ast.FuncDecl); ok {
		if obj, ok := c.TypesInfo.Defs[decl.Name].(*types.Func); ok {
			c.decls[obj] = fn
			c.uses[obj] = new(uses)
		}
		return
	}
	switch by := calledBy(fn); by {
	case edge.DeferStmt_Call:
		c.goroutines(call, fn)
	case edge.GoStmt_Call:
		c.Report(report.Finding{At: call.Node(), Kind: never, Args: []any{"the go statement of " + c.Line(call.Node().Pos(), fn.Node().Pos())}})
	case edge.Invalid:
		// Whoever gets the literal may defer it.
	default:
		c.Report(report.Finding{At: call.Node(), Kind: never, Args: []any{c.Line(call.Node().Pos(), fn.Node().Pos()) + " in place"}})
	}
}

// calledBy says what the call of a literal that is called where it stands
// belongs to: a go or defer statement, or anything else. It is Invalid if the
// literal is not called there.
func calledBy(lit inspector.Cursor) edge.Kind {
	fun := lit
	for fun.ParentEdgeKind() == edge.ParenExpr_X {
		fun = fun.Parent()
	}
	if fun.ParentEdgeKind() != edge.CallExpr_Fun {
		return edge.Invalid
	}
	return fun.Parent().ParentEdgeKind()
}

// countUses finds out how the declared functions that call recover are used.
func (c *checker) countUses() {
	if len(c.decls) == 0 {
		return
	}
	for cur := range c.root.Preorder((*ast.Ident)(nil)) {
		fn, ok := c.TypesInfo.Uses[cur.Node().(*ast.Ident)].(*types.Func)
		if !ok {
			continue
		}
		u := c.uses[fn.Origin()]
		if u == nil {
			continue
		}
		fun := cur
		for {
			k := fun.ParentEdgeKind()
			if k != edge.SelectorExpr_Sel && k != edge.ParenExpr_X && k != edge.IndexExpr_X && k != edge.IndexListExpr_X {
				break
			}
			fun = fun.Parent()
		}
		switch {
		case fun.ParentEdgeKind() != edge.CallExpr_Fun:
			u.value = true
		case fun.Parent().ParentEdgeKind() == edge.DeferStmt_Call:
			u.deferred = true
		default:
			u.calls = append(u.calls, fun.Parent())
		}
	}
}

// declared looks at the calls of a declared function that calls recover.
func (c *checker) declared(recover inspector.Cursor) {
	cur := vars.Func(recover)
	if !cur.Valid() {
		return
	}
	decl, ok := cur.Node().(*ast.FuncDecl)
	if !ok {
		return
	}
	obj, ok := c.TypesInfo.Defs[decl.Name].(*types.Func)
	if !ok || c.uses[obj] == nil {
		return
	}
	u := c.uses[obj]
	tooDeep := false
	for _, call := range u.calls {
		if c.TypesInfo == nil || !c.inDeferred(call) {
			continue
		}
		tooDeep = true
		c.Report(report.Finding{At: call.Node(), Kind: deep, Args: []any{
			c.Line(call.Node().Pos(), recover.Node().Pos()), obj.Name()}})
	}
	if tooDeep || u.deferred || u.value || obj.Exported() || len(u.calls) == 0 {
		return
	}
	if recv := obj.Signature().Recv(); recv != nil {
		return // it may be called through an interface
	}
	c.Report(report.Finding{At: recover.Node(), Kind: never, Args: []any{
		c.Line(recover.Node().Pos(), u.calls[0].Node().Pos())}})
}

// inDeferred reports whether the call is made by a function literal that is
// deferred and does not recover itself.
func (c *checker) inDeferred(call inspector.Cursor) bool {
	lit := vars.Func(call)
	if !lit.Valid() || calledBy(lit) != edge.DeferStmt_Call || call.ParentEdgeKind() == edge.GoStmt_Call {
		return false
	}
	for cur := range lit.Preorder((*ast.CallExpr)(nil)) {
		if expr.Builtin(c.TypesInfo, cur.Node().(*ast.CallExpr)) == "recover" && vars.Func(cur) == lit {
			return false
		}
	}
	return true
}

// goroutines looks for panics in the goroutines that the function starts whose
// deferred literal recovers.
func (c *checker) goroutines(recover, deferred inspector.Cursor) {
	fn := vars.Func(deferred)
	if !fn.Valid() || c.panics(deferred) {
		return
	}
	for cur := range fn.Preorder((*ast.GoStmt)(nil)) {
		call := cur.Node().(*ast.GoStmt).Call
		lit, ok := cur.FindNode(ast.Unparen(call.Fun))
		if _, isLit := lit.Node().(*ast.FuncLit); !ok || !isLit || vars.Func(cur) != fn || c.mayRecover(lit) {
			continue
		}
		for p := range lit.Preorder((*ast.CallExpr)(nil)) {
			if expr.Builtin(c.TypesInfo, p.Node().(*ast.CallExpr)) == "panic" && vars.Func(p) == lit {
				c.Report(report.Finding{At: p.Node(), Kind: goroutine, Args: []any{c.Line(p.Node().Pos(), recover.Node().Pos())}})
			}
		}
	}
}

// panics reports whether the deferred literal panics itself, whatever it has recovered: it cleans up and lets the
// process end.
func (c *checker) panics(deferred inspector.Cursor) bool {
	for cur := range deferred.Preorder((*ast.CallExpr)(nil)) {
		if expr.Builtin(c.TypesInfo, cur.Node().(*ast.CallExpr)) == "panic" && vars.Func(cur) == deferred && c.always(cur) {
			return true
		}
	}
	return false
}

// always reports whether all that the function asks before it comes there is whether something is nil.
func (c *checker) always(cur inspector.Cursor) bool {
	fn := vars.Func(cur)
	for outer := range cur.Enclosing((*ast.IfStmt)(nil), (*ast.CaseClause)(nil), (*ast.FuncLit)(nil)) {
		if outer == fn {
			return true
		}
		cond, ok := outer.Node().(*ast.IfStmt)
		if !ok {
			return false
		}
		cmp, ok := ast.Unparen(cond.Cond).(*ast.BinaryExpr)
		if !ok || cmp.Op != token.NEQ || !c.TypesInfo.Types[cmp.Y].IsNil() || cond.Body.End() < cur.Node().Pos() {
			return false
		}
	}
	return true
}

// mayRecover reports whether the literal defers anything that may recover: a
// call of a literal that doesn't is the only one that may not.
func (c *checker) mayRecover(lit inspector.Cursor) bool {
	for cur := range lit.Preorder((*ast.DeferStmt)(nil)) {
		call := cur.Node().(*ast.DeferStmt).Call
		fn := typeutil.StaticCallee(c.TypesInfo, call)
		if fn == nil || fn.Pkg() == c.Pkg {
			return true
		}
	}
	return false
}
