package mixedatomic

import (
	_ "embed"
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/gocorelint/gocorelint/analyzers/internal/atomics"
	"github.com/gocorelint/gocorelint/analyzers/internal/calls"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/underlock"
	"github.com/gocorelint/gocorelint/internal/lazyregexp"
)

//go:embed doc.go
var doc string

var (
	read = &report.Kind{ID: "plain-read",
		Format: "%s is read plainly here and written by %s at %s: a data race, the value may be stale or torn; use %s"}
	write = &report.Kind{ID: "plain-write",
		Format: "%s is written plainly here and used by %s at %s: a data race, one of the two may be lost; use %s"}
	compared = &report.Kind{ID: "plain-compare",
		Format: "%s is read plainly here to be compared by the %s at %s, which is there because others change it: a data race; use %s"}
)

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "mixedatomic",
		DocFile:  doc,
		Tests:    true,
		Kinds:    []*report.Kind{read, write, compared},
		Requires: []*analysis.Analyzer{inspect.Analyzer, calls.Analyzer, underlock.Analyzer},
		Run:      run,
	}.New()
}

func run(pass *report.Pass) {
	if !pass.Imports("sync/atomic") {
		return
	}
	c := &checker{
		Pass:  pass,
		root:  pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root(),
		locks: pass.ResultOf[underlock.Analyzer].(*underlock.Package),
		vars:  make(map[*types.Var]*variable),
		args:  make(map[*ast.Ident]bool),
	}
	c.atomics(pass.ResultOf[calls.Analyzer].(*calls.Index))
	if len(c.vars) == 0 {
		return
	}
	c.plain()
	for _, v := range c.order {
		c.judge(c.vars[v])
	}
}

type checker struct {
	*report.Pass
	root  inspector.Cursor
	locks *underlock.Package
	vars  map[*types.Var]*variable
	order []*types.Var
	args  map[*ast.Ident]bool // names of variables in arguments of sync/atomic
}

// A variable is a field or a package variable that some code accesses atomically.
type variable struct {
	*types.Var
	atomics []atomicUse
	plain   []access
	open    bool // somebody else has its address
	copied  bool // some objects are snapshots of others
}

// An atomicUse is a call of a function of sync/atomic.
type atomicUse struct {
	*atomics.Op
	in ast.Node // the declaration around it
}

// atomics collects the variables whose address is given to sync/atomic.
func (c *checker) atomics(index *calls.Index) {
	for _, op := range atomics.Ops(c.TypesInfo, index) {
		v := op.Var
		if op.Method || v == nil || v.Pkg() != c.Pkg || !v.IsField() && v.Parent() != c.Pkg.Scope() {
			continue
		}
		if op.Type == "Pointer" || op.Type == "Uintptr" {
			continue // who uses unsafe.Pointer knows the scheduler
		}
		c.args[nameOf(op.X)] = true
		if c.vars[v] == nil {
			c.vars[v] = &variable{Var: v}
			c.order = append(c.order, v)
		}
		if !c.IsTest(atomics.File(op.Cursor)) {
			c.vars[v].atomics = append(c.vars[v].atomics, atomicUse{op, atomics.Declaration(op.Cursor)})
		}
	}
}

// nameOf is the name of the variable or field that the expression is.
func nameOf(e ast.Expr) *ast.Ident {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return e
	case *ast.SelectorExpr:
		return e.Sel
	}
	return nil
}

func (c *checker) judge(v *variable) {
	if v.open || c.Pkg.Scope().Lookup(v.Name()) == v.Var && v.Exported() {
		return // other packages may use it, and guard it
	}
	if c.forOne(v) {
		return
	}
	reported := make(map[ast.Node]bool)
	for _, a := range v.plain {
		if swap, ok := c.swapOf(v, a); ok && !reported[a.in] && !c.unshared(a) {
			reported[a.in] = true
			c.reportCompared(a, swap)
			continue
		}
		use, ok := other(v, a)
		switch {
		case !ok:
		case v.copied && !a.writes: // of a snapshot, perhaps
		case reported[a.in]: // one in a function is enough
		case c.alone(a):
		case c.locks.At(a.at):
		default:
			reported[a.in] = true
			c.report(v, a, use)
		}
	}
}

// forOne reports whether the comment of the struct says that one goroutine uses it
// at a time, so that its atomics are left over from another idea.
func (c *checker) forOne(v *variable) bool {
	for _, file := range c.Files {
		for _, decl := range file.Decls {
			gen, ok := decl.(*ast.GenDecl)
			if !ok || v.Pos() < gen.Pos() || gen.End() <= v.Pos() {
				continue
			}
			for _, spec := range gen.Specs {
				ts, ok := spec.(*ast.TypeSpec)
				if ok && ts.Pos() <= v.Pos() && v.Pos() < ts.End() {
					return notShared.MatchString(gen.Doc.Text()) || notShared.MatchString(ts.Doc.Text())
				}
			}
		}
	}
	return false
}

var notShared = lazyregexp.New(`(?i)\bnot\b[^.]{0,20}\b(thread|go-?routine|concurren|safe)`)

// other finds an atomic access that does not go with the plain one: of a read, a
// write. The only function that writes may read what it has written.
func other(v *variable, a access) (atomicUse, bool) {
	i := slices.IndexFunc(v.atomics, func(u atomicUse) bool {
		return u.in != a.in && (a.writes || u.Writes())
	})
	if i < 0 {
		return atomicUse{}, false
	}
	return v.atomics[i], true
}

func (c *checker) report(v *variable, a access, use atomicUse) {
	kind, verb := read, "Load"
	if a.writes {
		kind, verb = write, "Store"
		if a.updates {
			verb = "Add"
		}
	}
	c.Report(report.Finding{
		At: a.expr, Kind: kind,
		Args:    []any{types.ExprString(a.expr), use.String(), c.Line(a.expr.Pos(), use.Pos()), use.With(verb)},
		Related: []analysis.RelatedInformation{report.Related(use.CallExpr, "the atomic access")},
	})
}
