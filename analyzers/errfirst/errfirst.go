package errfirst

import (
	"cmp"
	_ "embed"
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/results"
)

//go:embed doc.go
var doc string

var (
	before = &report.Kind{ID: "before",
		Format: "%s is nil if %s fails, and this panics before anything looks at the error; use it behind the test of the error"}
	within = &report.Kind{ID: "in-error-branch",
		Format: "this panics: %s is nil where the error of %s (%s) is not; use the error here, or return"}
	behind = &report.Kind{ID: "goes-on",
		Format: "%s is nil here if %s has failed, and this panics: the branch of %s for the error goes on; return there"}
	partly = &report.Kind{ID: "other-error",
		Format: "%s is nil here if %s has failed with another error than the one of %s, and this panics: test err != nil too"}
	wrapped = &report.Kind{ID: "wraps-nil",
		Format: "%s is nil here (%s), so %s; wrap the error that is meant"}
)

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "errfirst",
		DocFile:  doc,
		Kinds:    []*report.Kind{before, within, behind, partly, wrapped},
		Requires: []*analysis.Analyzer{inspect.Analyzer, flow.Analyzer, results.Analyzer},
		Run:      run,
	}.New()
}

// A checker is one run over one package.
type checker struct {
	*report.Pass
	root    inspector.Cursor
	results *results.Result
}

func run(pass *report.Pass) {
	c := &checker{
		pass,
		pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root(),
		pass.ResultOf[results.Analyzer].(*results.Result),
	}
	for _, fn := range pass.ResultOf[flow.Analyzer].(*flow.Package).Funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if call, ok := instr.(*ssa.Call); ok {
					c.call(call)
				}
			}
		}
	}
}

func (c *checker) call(call *ssa.Call) {
	fn := flow.Callee(call.Common())
	if fn == nil {
		return
	}
	c.wraps(call, fn)
	last := fn.Signature().Results().Len() - 1
	if last < 1 {
		return
	}
	p := &pair{checker: c, call: call, fn: fn}
	for _, ref := range *call.Referrers() {
		if ex, ok := ref.(*ssa.Extract); ok && ex.Index == last {
			p.err = ex
		}
	}
	if p.err == nil {
		return // who drops the error has decided that it can't be
	}
	for _, ref := range *call.Referrers() {
		ex, ok := ref.(*ssa.Extract)
		if !ok || !c.results.NilOnError(fn, ex.Index) {
			continue
		}
		p.v = ex
		var uses []ssa.Instruction
		for _, use := range *ex.Referrers() {
			if panics(use, ex) {
				uses = append(uses, use)
			}
		}
		slices.SortFunc(uses, func(a, b ssa.Instruction) int { return cmp.Compare(a.Pos(), b.Pos()) })
		for _, use := range uses {
			if p.use(use) {
				break // nothing comes behind the first panic
			}
		}
	}
}

// A pair is a result with its error.
type pair struct {
	*checker
	call *ssa.Call
	fn   *types.Func
	v    *ssa.Extract
	err  *ssa.Extract
}

// use looks at an instruction that panics if the result is nil, and says
// whether it is reported.
func (p *pair) use(use ssa.Instruction) bool {
	e, deferred := p.syntax(use)
	if e == nil {
		return false
	}
	test, isNil := flow.Tested(p.err, use)
	switch {
	case p.guarded(use):
		return false
	case deferred && test == nil:
		return p.goesOnTo(use, e) // vet and staticcheck see a deferred Close before the test
	case deferred:
		return false
	case test != nil && !isNil:
		p.Report(report.Finding{At: e, Kind: within, Args: []any{p.name(e), p.fn.Name(), p.Line(e.Pos(), p.call.Pos())}})
	case test != nil:
		return false
	case p.unseen(use):
		p.Report(report.Finding{At: e, Kind: before, Args: []any{p.name(e), p.fn.Name()}})
	default:
		return p.goesOnTo(use, e)
	}
	return true
}

// goesOnTo reports a use behind a branch for the error that goes on, or behind
// a question that not every error answers.
func (p *pair) goesOnTo(use ssa.Instruction, e ast.Expr) bool {
	if test := p.goesOn(use); test != nil {
		p.Report(report.Finding{At: e, Kind: behind, Args: []any{p.name(e), p.fn.Name(), p.Line(e.Pos(), test.Cond.Pos())}})
		return true
	}
	if call := p.partly(use); call != nil {
		p.Report(report.Finding{At: e, Kind: partly, Args: []any{p.name(e), p.fn.Name(), p.Line(e.Pos(), call.Pos())}})
		return true
	}
	return false
}

// guarded reports whether a test has found that the result is not nil.
func (p *pair) guarded(use ssa.Instruction) bool {
	test, isNil := flow.Tested(p.v, use)
	return test != nil && !isNil
}

// syntax is the expression that is dereferenced, and whether that is in a defer statement.
func (p *pair) syntax(use ssa.Instruction) (e ast.Expr, deferred bool) {
	pos := use.Pos()
	if d, ok := use.(*ssa.Defer); ok {
		pos = d.Call.Pos()
	}
	cur, ok := p.root.FindByPos(pos, pos)
	if !pos.IsValid() || !ok {
		return nil, false
	}
	for stmt := range cur.Enclosing((*ast.DeferStmt)(nil), (*ast.FuncLit)(nil)) {
		_, deferred = stmt.Node().(*ast.DeferStmt)
		break
	}
	for outer := range cur.Enclosing((*ast.SelectorExpr)(nil), (*ast.StarExpr)(nil), (*ast.CallExpr)(nil)) {
		switch n := outer.Node().(type) {
		case *ast.SelectorExpr:
			return n.X, deferred
		case *ast.StarExpr:
			return n.X, deferred
		case *ast.CallExpr:
			if sel, ok := ast.Unparen(n.Fun).(*ast.SelectorExpr); ok {
				return sel.X, deferred
			}
			return nil, false
		}
	}
	return nil, false
}

func (p *pair) name(e ast.Expr) string { return types.ExprString(e) }
