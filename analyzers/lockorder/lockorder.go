package lockorder

import (
	_ "embed"
	"fmt"
	"go/ast"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/chans"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
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
		Format: "%s is taken here with %s held, and %s close the circle over %s: %s goroutines can wait for each other for ever; choose one order"}
	imported = &report.Kind{ID: "inverted-imports",
		Format: "the packages disagree on the order of locks: %s is taken with %s held at %s, the other way round at %s: goroutines can wait for each other for ever; choose one order"}
)

// New makes the analyzer.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "lockorder",
		DocFile:  doc,
		Kinds:    []*report.Kind{inverted, circle, imported},
		Requires: []*analysis.Analyzer{lockstate.OrdersAnalyzer, flow.Analyzer, chans.Analyzer},
		Run:      run,
	}.New()
}

func run(pass *report.Pass) {
	orders := pass.ResultOf[lockstate.OrdersAnalyzer].(*lockstate.Orders)
	// Tests often take locks to look inside.
	code := func(o *lockstate.Order) bool { return !pass.InTest(o.Chain[0].Pos()) }
	for _, ring := range orders.Cycles(code) {
		here := ring[0]
		at := place(pass, ring)
		if at == nil || inTurn(pass, ring) {
			continue
		}
		f := report.Finding{At: at, Kind: inverted}
		switch {
		case here.Imported():
			f.Kind, f.Args = imported, []any{here.Second.Name, here.First.Name, lockstate.Where(pass, at.Pos(), here.Chain[0])}
		case len(ring) > 2:
			f.Kind, f.Args = circle, []any{here.Second.Name, here.First.Name}
		default:
			f.Args = []any{here.Second.Name, here.First.Name}
		}
		var others, over []string
		for _, o := range ring[1:] {
			others = append(others, lockstate.Where(pass, at.Pos(), o.Chain[0]))
			over = append(over, o.Second.Name)
		}
		f.Args = append(f.Args, join(others))
		if f.Kind == circle {
			f.Args = append(f.Args, join(over[:len(over)-1]), number(len(ring)))
		}
		for _, o := range ring {
			f.Related = append(f.Related, chain(pass, at, o)...)
		}
		pass.Report(f)
	}
}

// place is where a ring is reported: the call in this package, or the import that brings the first
// of its orders together with the others.
func place(pass *report.Pass, ring lockstate.Cycle) ast.Node {
	if !ring[0].Imported() {
		return lockstate.Call(pass, ring[0].Chain[0])
	}
	for _, o := range ring {
		for _, file := range pass.Files {
			for _, spec := range file.Imports {
				if spec.Path.Value == strconv.Quote(o.Package()) && !pass.IsTest(file) {
					return spec
				}
			}
		}
	}
	return nil
}

func join(list []string) string {
	if len(list) < 3 {
		return strings.Join(list, " and ")
	}
	return strings.Join(list[:len(list)-1], ", ") + " and " + list[len(list)-1]
}

func number(n int) string {
	return [...]string{"no", "one", "two", "three", "four", "five", "six"}[n]
}

// chain tells how one goroutine comes to wait.
func chain(pass *report.Pass, at ast.Node, o *lockstate.Order) []analysis.RelatedInformation {
	var related []analysis.RelatedInformation
	say := func(instr ssa.Instruction, format string, args ...any) {
		if instr.Pos().IsValid() || lockstate.Remote(instr) { // not in a wrapper that the compiler makes
			related = append(related, lockstate.Step(pass, at.Pos(), instr, fmt.Sprintf(format, args...)))
		}
	}
	switch {
	case o.Since != nil:
		say(o.Since, "%s is taken here", o.First.Name)
	case o.Imported():
		say(o.Chain[0], "%s is held by the callers of a function which releases it", o.First.Name)
	default:
		say(o.Chain[0], "%s is held by the callers of %s, which releases it", o.First.Name, o.In().Name())
	}
	last := len(o.Chain) - 1
	for _, instr := range o.Chain[:last] {
		say(instr, "with it held, %s is called", lockstate.Callee(instr))
	}
	say(o.Chain[last], "and here %s is waited for", o.Second.Name)
	return related
}
