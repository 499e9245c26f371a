package nilfield

import (
	_ "embed"
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/gocorelint/gocorelint/analyzers/internal/fields"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

//go:embed doc.go
var doc string

var (
	never = &report.Kind{ID: "never-set",
		Format: "this panics with a nil pointer dereference: nothing in the package sets %s, declared at %s; set it where its struct is made"}
	forgotten = &report.Kind{ID: "literal",
		Format: "this panics with a nil pointer dereference: the literal at %s leaves %s out; set it there, as %s does"}
	callback = &report.Kind{ID: "callback",
		Format: "this panics where %s is not set: the literal at %s leaves it out, and %s asks whether it is nil before the call; ask here too"}
)

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "nilfield",
		DocFile:  doc,
		Tests:    true,
		Kinds:    []*report.Kind{never, forgotten, callback},
		Requires: []*analysis.Analyzer{inspect.Analyzer},
		Run:      run,
	}.New()
}

func run(pass *report.Pass) {
	if pass.Imports("unsafe", "C") {
		return // fields are set through other pointers
	}
	c := &collector{
		Pass:     pass,
		root:     pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root(),
		fields:   make(map[*types.Var]*field),
		structs:  make(map[*types.TypeName][]*types.Var),
		literals: make(map[*types.TypeName][]*fields.Literal),
	}
	c.declarations()
	if len(c.fields) == 0 {
		return
	}
	c.mentions()
	for _, v := range c.order {
		if f := c.fields[v]; !f.unknown {
			c.check(v, f)
		}
	}
}

func (c *collector) check(v *types.Var, f *field) {
	if len(f.sets) == 0 {
		if fields.NeverMade(c.TypesInfo, c.root, f.owner) {
			return
		}
		for _, call := range f.calls {
			if !f.asked(call.at) {
				c.Report(report.Finding{At: call.at.Node(), Kind: never, Args: []any{v.Name(), c.Line(call.at.Node().Pos(), v.Pos())}})
			}
		}
		return
	}
	for _, call := range f.calls {
		if f.asked(call.at) {
			continue
		}
		if lit := c.without(v, f, call); lit != nil {
			c.Report(report.Finding{At: call.at.Node(), Kind: forgotten, Args: []any{
				c.Line(call.at.Node().Pos(), lit.Pos()), v.Name(), c.Line(call.at.Node().Pos(), f.sets[0].Pos())}})
		} else {
			c.checkCallback(v, f, call)
		}
	}
}

// asked reports whether the function compares the field with nil, or so does one
// around it.
func (f *field) asked(at inspector.Cursor) bool {
	for _, test := range f.tests {
		if test.Valid() && test.Contains(at) {
			return true
		}
	}
	return false
}

// without returns the literal of the function that has made the struct without
// the field, if nothing can have set it before the call.
func (c *collector) without(v *types.Var, f *field, call *call) *fields.Literal {
	x := vars.Of(c.TypesInfo, call.x)
	fn := vars.Func(call.at)
	for _, lit := range c.literals[f.owner] {
		if x == nil || lit.Variable != x || lit.Sets(v) || lit.Func != fn || lit.Pos() > call.at.Node().Pos() {
			continue
		}
		if c.onlyFields(x, v, fn, call) {
			return lit
		}
	}
	return nil
}

// onlyFields reports whether all that the function does with the struct, before the
// call, is to use other fields of it.
func (c *collector) onlyFields(x, f *types.Var, fn inspector.Cursor, call *call) bool {
	for use := range vars.Uses(c.TypesInfo, fn, x) {
		if use.Pos() >= call.at.Node().Pos() {
			break
		}
		if use.Func() != fn || use.At.ParentEdgeKind() != edge.SelectorExpr_X {
			return false
		}
		sel := c.TypesInfo.Selections[use.At.Parent().Node().(*ast.SelectorExpr)]
		if sel == nil || sel.Kind() != types.FieldVal || sel.Obj() == f {
			return false
		}
	}
	for use := range vars.Uses(c.TypesInfo, fn, x) {
		if use.Kind == vars.Set {
			return false
		}
	}
	return true
}

// checkCallback reports calls of functions that other places take for optional.
func (c *collector) checkCallback(v *types.Var, f *field, call *call) {
	if _, ok := v.Type().Underlying().(*types.Signature); !ok || f.fills || len(f.tests) == 0 || c.InTest(call.at.Node().Pos()) {
		return
	}
	test := f.guard(c, v)
	if test == nil {
		return
	}
	if x := vars.Of(c.TypesInfo, call.x); x == nil || !c.onlyFields(x, v, vars.Func(call.at), call) {
		return // what the function calls may set it
	}
	for _, lit := range c.literals[f.owner] {
		if !lit.Sets(v) && !c.setsIn(v, f, lit) && !c.InTest(lit.Pos()) {
			c.Report(report.Finding{At: call.at.Node(), Kind: callback, Args: []any{
				v.Name(), c.Line(call.at.Node().Pos(), lit.Pos()), c.Line(call.at.Node().Pos(), test.Pos())}})
			return
		}
	}
}

// guard finds a call of the field right under a test of it: if x.f != nil { x.f() }.
func (f *field) guard(c *collector, v *types.Var) ast.Node {
	for _, call := range f.calls {
		for cur := range call.at.Enclosing((*ast.IfStmt)(nil)) {
			found := false
			ast.Inspect(cur.Node().(*ast.IfStmt).Cond, func(n ast.Node) bool {
				if id, ok := n.(*ast.Ident); ok {
					x, ok := c.TypesInfo.Uses[id].(*types.Var)
					found = found || ok && x.Origin() == v
				}
				return !found
			})
			if found {
				return cur.Node()
			}
		}
	}
	return nil
}

// setsIn reports whether the function of the literal sets the field afterwards.
func (c *collector) setsIn(v *types.Var, f *field, lit *fields.Literal) bool {
	if !lit.Func.Valid() {
		return true
	}
	for _, set := range f.sets {
		if lit.Func.Node().Pos() <= set.Pos() && set.Pos() < lit.Func.Node().End() {
			return true
		}
	}
	return false
}
