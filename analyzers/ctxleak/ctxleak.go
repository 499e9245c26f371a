package ctxleak

import (
	_ "embed"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/gocorelint/gocorelint/analyzers/internal/calls"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

//go:embed doc.go
var doc string

// Analyzer has the default settings.
var Analyzer = New()

var (
	field = &report.Kind{ID: "never-called",
		Format: "nobody calls the cancel function that the field %s keeps: the context stays with its parent, and who waits for its Done waits on; call it where %s ends"}
	dropped = &report.Kind{ID: "stop-dropped",
		Format: "without its stop function the context of signal.NotifyContext is never released: the program no longer dies of these signals; keep it and call it"}
)

// New makes the analyzer.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "ctxleak",
		DocFile:  doc,
		Tests:    false,
		Kinds:    []*report.Kind{field, dropped},
		Requires: []*analysis.Analyzer{inspect.Analyzer, calls.Analyzer},
		Run:      run,
	}.New()
}

const notify = "os/signal.NotifyContext"

var makers = []string{
	"context.WithCancel", "context.WithCancelCause",
	"context.WithTimeout", "context.WithTimeoutCause",
	"context.WithDeadline", "context.WithDeadlineCause",
	notify,
}

// A checker is one run over one package.
type checker struct {
	*report.Pass
	root inspector.Cursor
	made map[*types.Var]*ast.CallExpr // fields that get a cancel function, and where it is made
}

func run(pass *report.Pass) {
	if !pass.Imports("context", "os/signal") {
		return
	}
	c := &checker{
		Pass: pass,
		root: pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root(),
		made: make(map[*types.Var]*ast.CallExpr),
	}
	for _, call := range pass.ResultOf[calls.Analyzer].(*calls.Index).Of(makers...) {
		c.maker(call)
	}
	if len(c.made) == 0 || len(pass.IgnoredFiles) > 0 {
		return // files for other systems may read a field
	}
	c.dropRead()
	for f, at := range c.made {
		if c.ofNobody(at) && !c.waited(f) {
			continue // the context is in no list, and goes with its owner
		}
		owner := "its owner"
		if name := c.ownerOf(f); name != "" {
			owner = "the " + name
		}
		c.Report(report.Finding{At: at, Kind: field, Args: []any{f.Name(), owner}})
	}
}

// maker looks at where the cancel function of one call goes.
func (c *checker) maker(call calls.Call) {
	if call.ParentEdgeKind() != edge.AssignStmt_Rhs {
		return
	}
	assign := call.Parent().Node().(*ast.AssignStmt)
	if len(assign.Lhs) != 2 || len(assign.Rhs) != 1 {
		return
	}
	switch to := ast.Unparen(assign.Lhs[1]).(type) {
	case *ast.SelectorExpr:
		c.keep(c.TypesInfo.Uses[to.Sel], call.CallExpr)
	case *ast.Ident:
		if to.Name == "_" {
			if call.Name == notify && c.Pkg.Name() != "main" {
				c.Report(report.Finding{At: call.CallExpr, Kind: dropped})
			}
			return
		}
		if f := c.onlyKept(call.Cursor, to); f != nil {
			c.keep(f, call.CallExpr)
		}
	}
}

// keep notes that a field gets a cancel function.
func (c *checker) keep(obj types.Object, at *ast.CallExpr) {
	v, ok := obj.(*types.Var)
	if !ok || !v.IsField() || v.Exported() || v.Pkg() != c.Pkg {
		return
	}
	if v = v.Origin(); c.made[v] == nil {
		c.made[v] = at
	}
}

// onlyKept returns the field in which a local variable ends, nil unless that is
// all that happens to it.
func (c *checker) onlyKept(call inspector.Cursor, id *ast.Ident) types.Object {
	v := vars.Of(c.TypesInfo, id)
	if v == nil {
		return nil
	}
	decl := call
	for fn := range call.Enclosing((*ast.FuncDecl)(nil)) {
		decl = fn
	}
	var kept types.Object
	for use := range vars.Uses(c.TypesInfo, decl, v) {
		if use.Kind != vars.Read {
			return nil // it has another value, too
		}
		f := c.fieldSet(use.At)
		if f == nil || kept != nil {
			return nil
		}
		kept = f
	}
	return kept
}

// fieldSet returns the field that the value of an expression becomes: by an
// assignment, or in a composite literal.
func (c *checker) fieldSet(value inspector.Cursor) types.Object {
	switch value.ParentEdgeKind() {
	case edge.KeyValueExpr_Value:
		if key, ok := value.Parent().Node().(*ast.KeyValueExpr).Key.(*ast.Ident); ok {
			return c.TypesInfo.Uses[key]
		}
	case edge.CompositeLit_Elts:
		lit := value.Parent().Node().(*ast.CompositeLit)
		if s, ok := c.TypesInfo.TypeOf(lit).Underlying().(*types.Struct); ok {
			if _, i := value.ParentEdge(); i < s.NumFields() {
				return s.Field(i)
			}
		}
	case edge.AssignStmt_Rhs:
		assign := value.Parent().Node().(*ast.AssignStmt)
		_, i := value.ParentEdge()
		if len(assign.Lhs) != len(assign.Rhs) {
			return nil
		}
		if sel, ok := ast.Unparen(assign.Lhs[i]).(*ast.SelectorExpr); ok {
			return c.TypesInfo.Uses[sel.Sel]
		}
	}
	return nil
}

// dropRead drops the fields that somebody reads, maybe as those of another type.
func (c *checker) dropRead() {
	for cur := range c.root.Preorder((*ast.CallExpr)(nil)) {
		call := cur.Node().(*ast.CallExpr)
		if tv := c.TypesInfo.Types[call.Fun]; tv.IsType() && len(call.Args) == 1 && !types.IsInterface(tv.Type) {
			hasField(c.TypesInfo.TypeOf(call.Args[0]), func(f *types.Var) bool { delete(c.made, f.Origin()); return false })
		}
	}
	for cur := range c.root.Preorder((*ast.Ident)(nil)) {
		v, ok := c.TypesInfo.Uses[cur.Node().(*ast.Ident)].(*types.Var)
		if !ok || !v.IsField() || c.made[v.Origin()] == nil {
			continue
		}
		if !isSet(cur) {
			delete(c.made, v.Origin())
		}
	}
}

// isSet reports whether a mention of a field gives it a value, or compares it.
func isSet(id inspector.Cursor) bool {
	if id.ParentEdgeKind() == edge.KeyValueExpr_Key {
		return true
	}
	if id.ParentEdgeKind() != edge.SelectorExpr_Sel {
		return false
	}
	sel := id.Parent()
	switch sel.ParentEdgeKind() {
	case edge.AssignStmt_Lhs:
		return true
	case edge.BinaryExpr_X, edge.BinaryExpr_Y:
		op := sel.Parent().Node().(*ast.BinaryExpr).Op
		return op == token.EQL || op == token.NEQ
	}
	return false
}

// ownerOf is the name of the struct type with the field.
func (c *checker) ownerOf(f *types.Var) string {
	scope := c.Pkg.Scope()
	for _, name := range scope.Names() {
		obj, ok := scope.Lookup(name).(*types.TypeName)
		if !ok {
			continue
		}
		s, ok := obj.Type().Underlying().(*types.Struct)
		for i := 0; ok && i < s.NumFields(); i++ {
			if s.Field(i) == f {
				return name
			}
		}
	}
	return ""
}
