package lockorder

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/lockstate"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer has the default settings.
var Analyzer = New()

var (
	inverted = &report.Kind{ID: "inverted",
		Format: "%s is taken here with %s held, and at %s the other way round: two goroutines can wait for each other for ever; choose one order"}
	circle = &report.Kind{ID: "circle",
		Format: "%s is taken here with %s held, and %s and %s close the circle over %s: three goroutines can wait for each other for ever; choose one order"}
)

// New makes the analyzer.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "lockorder",
		DocFile:  doc,
		Kinds:    []*report.Kind{inverted, circle},
		Requires: []*analysis.Analyzer{lockstate.Analyzer},
		Run:      run,
	}.New()
}

func run(pass *report.Pass) {
	locks := pass.ResultOf[lockstate.Analyzer].(*lockstate.Package)
	// Tests often take locks to look inside.
	code := func(o *lockstate.Order) bool { return !pass.InTest(o.Chain[0].Pos()) }
	for _, ring := range locks.Cycles(code) {
		here := ring[0]
		at := lockstate.Call(pass, here.Chain[0])
		if at == nil {
			continue
		}
		f := report.Finding{At: at, Kind: inverted, Args: []any{here.Second.Name, here.First.Name}}
		for _, o := range ring[1:] {
			f.Args = append(f.Args, pass.Line(at.Pos(), o.Chain[0].Pos()))
		}
		if len(ring) > 2 {
			f.Kind = circle
			f.Args = append(f.Args, ring[1].Second.Name)
		}
		for _, o := range ring {
			f.Related = append(f.Related, chain(o)...)
		}
		pass.Report(f)
	}
}

// chain tells how one goroutine comes to wait.
func chain(o *lockstate.Order) []analysis.RelatedInformation {
	var related []analysis.RelatedInformation
	say := func(instr ssa.Instruction, format string, args ...any) {
		if instr.Pos().IsValid() { // not in a wrapper that the compiler makes
			related = append(related, report.Related(report.At(instr.Pos(), 1), format, args...))
		}
	}
	if o.Since != nil {
		say(o.Since, "%s is taken here", o.First.Name)
	} else {
		say(o.Chain[0], "%s is held by the callers of %s, which releases it", o.First.Name, o.In().Name())
	}
	last := len(o.Chain) - 1
	for _, instr := range o.Chain[:last] {
		say(instr, "with it held, %s is called", lockstate.Callee(instr))
	}
	say(o.Chain[last], "and here %s is waited for", o.Second.Name)
	return related
}
