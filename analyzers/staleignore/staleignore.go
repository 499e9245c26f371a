package staleignore

import (
	_ "embed"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

var stale = &report.Kind{ID: "stale",
	Format: "no finding of %s is left for this comment to suppress: remove it"}

// New makes the analyzer for a suite of checks, which run before it.
func New(checks ...*analysis.Analyzer) *analysis.Analyzer {
	return report.Check{
		Name:     "staleignore",
		DocFile:  doc,
		Tests:    true,
		Kinds:    []*report.Kind{stale},
		Requires: checks,
		Run: func(pass *report.Pass) {
			for ig := range pass.Ignores() {
				if len(ig.Unused) > 0 {
					pass.Report(report.Finding{At: ig.Comment, Kind: stale, Args: []any{strings.Join(ig.Unused, ", ")}})
				}
			}
		},
	}.New()
}
