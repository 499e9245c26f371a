package atomicvalue

import (
	_ "embed"
	"flag"
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/gocorelint/gocorelint/analyzers/internal/atomics"
	"github.com/gocorelint/gocorelint/analyzers/internal/calls"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/underlock"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

//go:embed doc.go
var doc string

var (
	isNil = &report.Kind{ID: "nil-value",
		Format: "%s of nil panics: an atomic.Value has a type; store a typed zero value, or use atomic.Pointer"}
	types2 = &report.Kind{ID: "two-types",
		Format: "%s holds a %s since %s: storing a %s as well panics; wrap both in one struct type"}
	errorValue = &report.Kind{ID: "error-value",
		Format: "this %s panics when the error has another type than the last one, or is nil: store a struct that holds the error, or use atomic.Pointer[error]"}
	assert = &report.Kind{ID: "wrong-assertion",
		Format: "%s never holds a %s, only the %s of %s: this assertion panics"}
	never = &report.Kind{ID: "never-stored",
		Format: "nothing is ever stored in %s, so that Load returns nil and this assertion panics: store a first value where it is made, or test for nil"}
)

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	c := report.Check{
		Name:     "atomicvalue",
		DocFile:  doc,
		Tests:    true,
		Kinds:    []*report.Kind{isNil, types2, errorValue, assert, never},
		Requires: []*analysis.Analyzer{inspect.Analyzer, calls.Analyzer, underlock.Analyzer},
	}
	errors := false
	c.Flags = func(fs *flag.FlagSet) {
		fs.BoolVar(&errors, "errors", false, "also report errors that are stored, whose types may differ")
	}
	c.Run = func(pass *report.Pass) { run(pass, errors) }
	return c.New()
}

func run(pass *report.Pass, errors bool) {
	if !pass.Imports("sync/atomic") {
		return
	}
	c := &checker{Pass: pass, errors: errors, locks: pass.ResultOf[underlock.Analyzer].(*underlock.Package), values: make(map[*types.Var]*value),
		loaders: make(map[*types.Var]map[*types.Func]bool), writes: make(map[*types.Var]int), loads: make(map[*types.Var]int)}
	ops := atomics.Ops(pass.TypesInfo, pass.ResultOf[calls.Analyzer].(*calls.Index))
	for _, op := range ops {
		switch {
		case op.Writes():
			c.writes[op.Var]++
		case op.Method && op.Type == "Value":
			c.loads[op.Var]++
		}
		if decl, ok := atomics.Declaration(op.Cursor).(*ast.FuncDecl); ok && op.Type == "Value" && !op.Writes() {
			if c.loaders[op.Var] == nil {
				c.loaders[op.Var] = make(map[*types.Func]bool)
			}
			if fn, ok := pass.TypesInfo.Defs[decl.Name].(*types.Func); ok {
				c.loaders[op.Var][fn] = true
			}
		}
	}
	for _, op := range ops {
		if op.Method && op.Type == "Value" && op.Writes() {
			c.store(op)
		}
	}
	for _, op := range ops {
		if op.Method && op.Type == "Value" && op.Verb == "Load" {
			c.load(op)
		}
	}
}

type checker struct {
	*report.Pass
	errors bool // those that are stored, too
	locks  *underlock.Package
	values map[*types.Var]*value
	// loaders are the functions that load a variable.
	loaders map[*types.Var]map[*types.Func]bool
	// writes counts the operations that set a variable, loads those that read it.
	writes, loads map[*types.Var]int
}

// A value is what is known of one atomic.Value.
type value struct {
	first   *atomics.Op // the first Store of a known type
	typ     types.Type
	unknown bool // something is stored whose type is not known
	several bool
}

// store looks at an operation that sets an atomic.Value.
func (c *checker) store(op *atomics.Op) {
	arg := op.Values[len(op.Values)-1]
	tv := c.TypesInfo.Types[ast.Unparen(arg)]
	if tv.IsNil() {
		if !c.IsTest(atomics.File(op.Cursor)) { // a test that panics is seen
			c.Report(report.Finding{At: op.CallExpr, Kind: isNil, Args: []any{op.Verb}})
		}
		return
	}
	if tv.Type == nil || op.Var == nil {
		return
	}
	v := c.values[op.Var]
	if v == nil {
		v = new(value)
		c.values[op.Var] = v
	}
	t := types.Default(tv.Type)
	if types.IsInterface(t) || isTypeParam(t) {
		v.unknown = true
		switch {
		case !types.Identical(t, errorType), op.Verb == "CompareAndSwap", c.IsTest(atomics.File(op.Cursor)):
		case !c.errors, c.constructed(op, arg):
		case c.locks.At(op.Cursor), c.looks(op), c.once(op): // only the first one comes in
		default:
			c.Report(report.Finding{At: op.CallExpr, Kind: errorValue, Args: []any{op.Verb}})
		}
		return
	}
	switch {
	case v.first == nil:
		v.first, v.typ = op, t
	case types.Identical(v.typ, t):
	case c.IsTest(atomics.File(op.Cursor)): // a test that panics is seen
		v.several = true
	default:
		v.several = true
		c.Report(report.Finding{At: op.CallExpr, Kind: types2,
			Args:    []any{types.ExprString(op.X), c.name(v.typ), c.Line(op.Pos(), v.first.Pos()), c.name(t)},
			Related: []analysis.RelatedInformation{report.Related(v.first.CallExpr, "the other type is stored here")}})
	}
}

// looks reports whether the function loads the variable as well, itself or by a
// function of the package that it calls: it may store the first error only.
func (c *checker) looks(op *atomics.Op) bool {
	decl, ok := atomics.Declaration(op.Cursor).(*ast.FuncDecl)
	if !ok {
		return false
	}
	found := false
	ast.Inspect(decl, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok {
			fn, _ := typeutil.Callee(c.TypesInfo, call).(*types.Func)
			found = found || fn != nil && c.loaders[op.Var][fn.Origin()]
		}
		return !found
	})
	self, _ := c.TypesInfo.Defs[decl.Name].(*types.Func)
	return found || c.loaders[op.Var][self]
}

// constructed reports whether the error is made here by errors.New or one of its
// kin, which give all their errors one type.
func (c *checker) constructed(op *atomics.Op, arg ast.Expr) bool {
	if v := vars.Of(c.TypesInfo, arg); v != nil {
		arg = nil
		for cur := range vars.Func(op.Cursor).Preorder((*ast.AssignStmt)(nil)) {
			assign := cur.Node().(*ast.AssignStmt)
			for i, lhs := range assign.Lhs {
				if id, ok := lhs.(*ast.Ident); !ok || c.TypesInfo.ObjectOf(id) != v {
					continue
				}
				if arg != nil || len(assign.Lhs) != len(assign.Rhs) {
					return false
				}
				arg = assign.Rhs[i]
			}
		}
	}
	call, ok := ast.Unparen(arg).(*ast.CallExpr)
	if !ok {
		return false
	}
	fn, _ := typeutil.Callee(c.TypesInfo, call).(*types.Func)
	if fn == nil || fn.Pkg() == nil || fn.Pkg().Name() != "errors" && fn.Pkg().Name() != "fmt" {
		return false
	}
	switch fn.Name() {
	case "New", "Newf", "Errorf", "Wrap", "Wrapf", "WithStack", "WithMessage":
		return true
	}
	return false
}

// load looks at the assertion of a loaded value.
func (c *checker) load(op *atomics.Op) {
	v := c.values[op.Var]
	if v == nil && op.Var != nil && c.writes[op.Var] == 0 && c.onlyLoaded(op.Var) {
		if x, ok := op.Parent().Node().(*ast.TypeAssertExpr); ok && x.Type != nil && !commaOk(c.TypesInfo, x) {
			c.Report(report.Finding{At: x, Kind: never, Args: []any{types.ExprString(op.X)}})
		}
		return
	}
	if v == nil || v.unknown || v.several || v.first == nil || op.Var.Exported() || op.ParentEdgeKind() != edge.TypeAssertExpr_X {
		return
	}
	x := op.Parent().Node().(*ast.TypeAssertExpr)
	if x.Type == nil || commaOk(c.TypesInfo, x) {
		return
	}
	t := c.TypesInfo.TypeOf(x.Type)
	if t == nil || isTypeParam(t) || types.Identical(t, v.typ) {
		return
	}
	if it, ok := t.Underlying().(*types.Interface); ok && types.Implements(v.typ, it) {
		return
	}
	c.Report(report.Finding{At: x, Kind: assert,
		Args:    []any{types.ExprString(op.X), c.name(t), c.name(v.typ), c.Line(x.Pos(), v.first.Pos())},
		Related: []analysis.RelatedInformation{report.Related(v.first.CallExpr, "what is stored")}})
}

// onlyLoaded reports whether all that is done with the variable, a field or a variable of the package that others can't
// come to, is to load it.
func (c *checker) onlyLoaded(v *types.Var) bool {
	if v.Exported() || v.Pkg() != c.Pkg || !v.IsField() && v.Parent() != c.Pkg.Scope() || len(c.IgnoredFiles) > 0 {
		return false
	}
	uses := 0
	for _, obj := range c.TypesInfo.Uses {
		if used, ok := obj.(*types.Var); ok && used.Origin() == v {
			uses++
		}
	}
	return uses == c.loads[v]
}

func commaOk(info *types.Info, x *ast.TypeAssertExpr) bool {
	_, tuple := info.TypeOf(x).(*types.Tuple)
	return tuple
}

var errorType = types.Universe.Lookup("error").Type()

func isTypeParam(t types.Type) bool {
	found := false
	var walk func(types.Type)
	walk = func(t types.Type) {
		switch t := types.Unalias(t).(type) {
		case *types.TypeParam:
			found = true
		case *types.Pointer:
			walk(t.Elem())
		case *types.Slice:
			walk(t.Elem())
		case *types.Map:
			walk(t.Key())
			walk(t.Elem())
		case *types.Named:
			for arg := range t.TypeArgs().Types() {
				walk(arg)
			}
		}
	}
	walk(t)
	return found
}

func (c *checker) name(t types.Type) string {
	return types.TypeString(t, func(pkg *types.Package) string {
		if pkg == c.Pkg {
			return ""
		}
		return pkg.Name()
	})
}
