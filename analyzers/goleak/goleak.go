package goleak

import (
	_ "embed"
	"fmt"
	"go/token"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/scope"
)

//go:embed doc.go
var doc string

// Analyzer has the default settings.
var Analyzer = New()

var (
	channel = &report.Kind{ID: "blocked-channel",
		Format: "this %s can block its goroutine for ever: nobody is left who could be the other side; the schedule has %s"}
	lock = &report.Kind{ID: "blocked-sync",
		Format: "this call of %s can block its goroutine for ever: nobody is left who could let it go on; the schedule has %s"}
)

// New makes the analyzer.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "goleak",
		DocFile:  doc,
		Tests:    false,
		Kinds:    []*report.Kind{channel, lock},
		Requires: []*analysis.Analyzer{scope.Analyzer},
		Run:      run,
	}.New()
}

func run(pass *report.Pass) {
	pkg := pass.ResultOf[scope.Analyzer].(*scope.Package)
	for _, s := range pkg.Scopes {
		if !s.Complete {
			pass.Debugf(s.Fn.Pos(), "explored in part: %d states, %v", s.States, s.Cuts)
		}
	}
	seen := make(map[token.Pos]bool)
	for _, f := range pkg.Findings {
		switch {
		case seen[f.Pos] || !f.Pos.IsValid():
			continue
		case endsProcess(f.Root):
			continue
		case f.Op == "select {}": // whoever writes it means it
			continue
		}
		seen[f.Pos] = true
		tell(pass, f)
	}
}

// endsProcess reports whether nothing is left when the function is: what it
// leaves behind does not matter.
func endsProcess(fn *ssa.Function) bool {
	return fn.Pkg != nil && fn.Pkg.Pkg.Name() == "main" && fn.Parent() == nil && fn.Name() == "main"
}

func tell(pass *report.Pass, f *scope.Finding) {
	kind, op := channel, f.Op
	if strings.Contains(f.Op, ".") {
		kind = lock
		op = f.Op[strings.LastIndex(f.Op, ".")+1:]
	}
	steps := fmt.Sprintf("%d steps", len(f.Steps))
	if len(f.Steps) == 1 {
		steps = "1 step"
	}
	finding := report.Finding{At: report.At(f.Pos, 2), Kind: kind, Args: []any{op, steps}}
	if f.Make.IsValid() {
		finding.Related = append(finding.Related, report.Related(report.At(f.Make, 1), "what it waits for is made here"))
	}
	for i, s := range f.Steps[max(0, len(f.Steps)-maxShown):] {
		if !s.Pos.IsValid() {
			continue
		}
		text := fmt.Sprintf("step %d: %s%s", i+1+max(0, len(f.Steps)-maxShown), s.Op, goroutine(pass, s.Pos, s.Go))
		if s.With.IsValid() {
			text += fmt.Sprintf(", meets %s", pass.Line(s.Pos, s.With))
		}
		finding.Related = append(finding.Related, report.Related(report.At(s.Pos, 1), "%s", text))
	}
	blocked := append([]scope.Blocked{{Go: f.Go, Pos: f.Pos, Op: f.Op}}, f.Other...)
	for _, b := range blocked {
		if b.Pos.IsValid() {
			finding.Related = append(finding.Related, report.Related(report.At(b.Pos, 1), "blocked for ever: %s%s", b.Op, goroutine(pass, b.Pos, b.Go)))
		}
	}
	pass.Report(finding)
}

// goroutine says in which goroutine something at a position happens, unless it
// is the one that the schedule begins with. Package schedule of the command
// reads the texts again.
func goroutine(pass *report.Pass, at, started token.Pos) string {
	if !started.IsValid() {
		return ""
	}
	return ", in the goroutine started at " + pass.Line(at, started)
}

// maxShown is how many steps of a schedule are told: the last ones matter.
const maxShown = 20
