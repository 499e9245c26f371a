package chanlen

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/chans"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/underlock"
)

//go:embed doc.go
var doc string

var (
	receive = &report.Kind{ID: "len-then-receive",
		Format: "this waits if the goroutine of %s takes the last value after the len of %s: that is old already; use a select with a default"}
	send = &report.Kind{ID: "len-then-send",
		Format: "this waits if the goroutine of %s fills the channel after the len of %s: that is old already; use a select with a default"}
)

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "chanlen",
		DocFile:  doc,
		Tests:    true,
		Kinds:    []*report.Kind{receive, send},
		Requires: []*analysis.Analyzer{inspect.Analyzer, chans.Analyzer, underlock.Analyzer},
		Run:      run,
	}.New()
}

type checker struct {
	*report.Pass
	chans *chans.Package
}

func run(pass *report.Pass) {
	c := &checker{pass, pass.ResultOf[chans.Analyzer].(*chans.Package)}
	seen := make(map[ssa.Instruction]bool)
	for _, o := range c.chans.Objects {
		if o.Make == nil || len(o.Find(chans.Len)) == 0 {
			continue
		}
		for _, op := range o.Find(chans.Recv, chans.Send) {
			if !seen[op.Instr] && c.check(o, op) {
				seen[op.Instr] = true
			}
		}
	}
}

// check reports an operation behind a question for the length.
func (c *checker) check(o *chans.Object, op *chans.Op) bool {
	if !op.Blocking() || op.Ranges {
		return false
	}
	asked := askedBefore(op)
	if asked == nil {
		return false
	}
	other := c.beside(o, op, asked)
	if other == nil || c.underLock(op) {
		return false
	}
	kind := receive
	if op.Kind == chans.Send {
		kind = send
	}
	c.Report(report.Finding{At: report.At(op.Pos, len("<-")), Kind: kind,
		Args:    []any{c.Line(op.Pos, other.Pos()), c.Line(op.Pos, asked.Pos())},
		Related: []analysis.RelatedInformation{report.Related(report.At(asked.Pos(), len("len")), "the length is asked for here")}})
	return true
}

func (c *checker) underLock(op *chans.Op) bool {
	cur, ok := c.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root().FindByPos(op.Pos, op.Pos)
	return !ok || c.ResultOf[underlock.Analyzer].(*underlock.Package).At(cur)
}
