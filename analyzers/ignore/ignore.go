package ignore

import (
	_ "embed"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

var (
	noReason = &report.Kind{ID: "no-reason",
		Format: "this comment suppresses nothing without a reason: write //gocorelint:ignore %s and why the code is right"}
	noName = &report.Kind{ID: "no-name",
		Format: "this comment suppresses nothing: write //gocorelint:ignore, the name of the check and a reason"}
	unknownName = &report.Kind{ID: "unknown-name",
		Format: "there is no check %q, so this comment does not suppress it: gocorelint list prints the names"}
)

// Analyzer knows no other check, so it takes every name for one.
var Analyzer = New()

// New makes the analyzer. It takes the names of all checks.
func New(names ...string) *analysis.Analyzer {
	return report.Check{
		Name:    "ignore",
		DocFile: doc,
		Tests:   true,
		Kinds:   []*report.Kind{noReason, noName, unknownName},
		Run: func(pass *report.Pass) {
			for ig := range pass.Ignores() {
				switch unknown := unknown(ig.Names, names); {
				case len(ig.Names) == 0:
					pass.Report(report.Finding{At: ig.Comment, Kind: noName})
				case unknown != "":
					pass.Report(report.Finding{At: ig.Comment, Kind: unknownName, Args: []any{unknown}})
				case ig.Reason == "":
					pass.Report(report.Finding{At: ig.Comment, Kind: noReason, Args: []any{strings.Join(ig.Names, ",")}})
				}
			}
		},
	}.New()
}

// unknown returns the first name that is not known, if names are known at all.
func unknown(names, known []string) string {
	if len(known) == 0 {
		return ""
	}
	for _, name := range names {
		if !slices.Contains(known, name) {
			return name
		}
	}
	return ""
}
