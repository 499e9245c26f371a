package groupmisuse

import (
	_ "embed"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/calls"
	"github.com/gocorelint/gocorelint/analyzers/internal/expr"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/groups"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/vars"
)

//go:embed doc.go
var doc string

var (
	waits = &report.Kind{ID: "member-waits",
		Format: "%s.Wait never returns: it waits for the goroutine that calls it, which the group starts at %s; wait outside of the group"}
	nested = &report.Kind{ID: "nested-go",
		Format: "%s.Go waits for a free slot of the limit set at %s, and goroutines that wait here hold them all: a deadlock; start the task outside of the group, or call it directly"}
	late = &report.Kind{ID: "limit-after-go",
		Format: "the goroutine started at %s may still run: SetLimit panics then, or the goroutine takes a slot that it never had and Wait hangs; set the limit before Go"}
)

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "groupmisuse",
		DocFile:  doc,
		Tests:    true,
		Kinds:    []*report.Kind{waits, nested, late},
		Requires: []*analysis.Analyzer{calls.Analyzer, flow.Analyzer},
		Run:      run,
	}.New()
}

func run(pass *report.Pass) {
	if !pass.Imports(groups.Path) {
		return
	}
	c := &checker{Pass: pass}
	all := groups.Of(pass.TypesInfo, pass.ResultOf[calls.Analyzer].(*calls.Index))
	limitOf := make(map[*types.Var]*groups.Call)
	for _, g := range all {
		limits := c.limits(g)
		if len(limits) == 1 {
			limitOf[g.Var] = &limits[0]
		}
		for _, call := range g.Calls {
			if lit, ok := g.Member(call); ok {
				c.member(g, call, lit, limits)
			}
		}
		for _, limit := range limits {
			c.late(g, limit)
		}
	}
	for _, g := range all {
		c.recursive(g, limitOf)
	}
}

type checker struct{ *report.Pass }

// limits lists the calls of SetLimit, none if one of them takes the limit away.
func (c *checker) limits(g *groups.Group) (limits []groups.Call) {
	for _, call := range g.Calls {
		if call.Method != "SetLimit" || len(call.Args) != 1 {
			continue
		}
		if n, ok := expr.Int(c.TypesInfo, call.Args[0]); ok && n < 0 {
			return nil
		}
		limits = append(limits, call)
	}
	return limits
}

// member looks at what a goroutine of the group does with the group.
func (c *checker) member(g *groups.Group, start groups.Call, lit *ast.FuncLit, limits []groups.Call) {
	g.Runs(lit, func(n *ast.CallExpr) {
		call, ok := g.Called(n)
		switch {
		case !ok:
		case call.Method == "Wait":
			c.Report(report.Finding{At: n, Kind: waits, Args: []any{g.Var.Name(), c.Line(n.Pos(), start.Pos())},
				Related: []analysis.RelatedInformation{report.Related(start, "the group starts the goroutine here")}})
		case call.Method == "Go" && len(limits) == 1 && c.fills(g, start, call, limits[0]):
			limit := limits[0]
			c.Report(report.Finding{At: n, Kind: nested, Args: []any{g.Var.Name(), c.Line(n.Pos(), limit.Pos())},
				Related: []analysis.RelatedInformation{
					report.Related(start, "a goroutine that holds a slot is started here"),
					report.Related(limit, "the limit is set here"),
				}})
		}
	})
}

// fills reports whether goroutines that call Go can hold all slots: there is one slot, the goroutines are
// started in a loop, or each starts others of its kind.
func (c *checker) fills(g *groups.Group, start, inner groups.Call, limit groups.Call) bool {
	n, known := expr.Int(c.TypesInfo, limit.Args[0])
	switch {
	case known && n == 1:
		return true
	case c.isAmple(limit):
		return false
	case c.startsItself(g, inner):
		return true
	}
	for loop := range start.Enclosing((*ast.ForStmt)(nil), (*ast.RangeStmt)(nil)) {
		if loop.Node().Pos() <= g.Var.Pos() || !within(g.Func, loop) || vars.Func(loop) != vars.Func(start.Cursor) {
			return false // each round has a group of its own
		}
		return !c.isShort(loop.Node())
	}
	return false
}

// isAmple reports whether a limit may be made for as many goroutines as there are: it is very
// large, or computed from a length.
func (c *checker) isAmple(limit groups.Call) (ample bool) {
	if n, ok := expr.Int(c.TypesInfo, limit.Args[0]); ok {
		return n >= 1000
	}
	ast.Inspect(limit.Args[0], func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok && expr.Builtin(c.TypesInfo, call) != "" {
			ample = true
		}
		return true
	})
	return ample
}

func within(outer, inner inspector.Cursor) bool {
	return outer.Node().Pos() <= inner.Node().Pos() && inner.Node().End() <= outer.Node().End()
}

// isShort reports whether the source says how many rounds a loop has: fewer than there are
// slots, perhaps.
func (c *checker) isShort(loop ast.Node) bool {
	r, ok := loop.(*ast.RangeStmt)
	if !ok {
		return false
	}
	_, isLit := ast.Unparen(r.X).(*ast.CompositeLit)
	return isLit || c.TypesInfo.Types[r.X].Value != nil
}

// startsItself reports whether what the call starts comes to the same call.
func (c *checker) startsItself(g *groups.Group, call groups.Call) (again bool) {
	if lit, ok := g.Member(call); ok {
		g.Runs(lit, func(n *ast.CallExpr) { again = again || n == call.CallExpr })
	}
	return again
}

// late reports SetLimit where control comes to it from Go, and Wait is not in between.
func (c *checker) late(g *groups.Group, limit groups.Call) {
	if vars.Func(limit.Cursor) != g.Func || g.Escapes {
		return // others may wait
	}
	at := c.instruction(limit.CallExpr)
	if at == nil {
		return
	}
	waits := make(map[token.Pos]bool)
	for _, call := range g.Calls {
		if call.Method == "Wait" {
			if vars.Func(call.Cursor) != g.Func {
				return // in a function literal that may be called in between
			}
			waits[call.Lparen] = true
		}
	}
	for _, call := range g.Calls {
		if call.Method != "Go" && call.Method != "TryGo" || call.Pos() > limit.Pos() || vars.Func(call.Cursor) != g.Func {
			continue
		}
		from := c.instruction(call.CallExpr)
		if from == nil {
			continue
		}
		if flow.Reaches(flow.After(from), func(i ssa.Instruction) bool { return i == at }, func(i ssa.Instruction) bool { return waits[i.Pos()] }) {
			c.Report(report.Finding{At: limit, Kind: late, Args: []any{c.Line(limit.Pos(), call.Pos())},
				Related: []analysis.RelatedInformation{report.Related(call, "the goroutine is started here")}})
			return
		}
	}
}

// instruction finds the call in the SSA form.
func (c *checker) instruction(call *ast.CallExpr) ssa.Instruction {
	for _, fn := range c.ResultOf[flow.Analyzer].(*flow.Package).Funcs {
		if fn.Syntax() == nil || call.Pos() < fn.Syntax().Pos() || fn.Syntax().End() <= call.Pos() {
			continue
		}
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if _, ok := instr.(*ssa.Call); ok && instr.Pos() == call.Lparen {
					return instr
				}
			}
		}
	}
	return nil
}
