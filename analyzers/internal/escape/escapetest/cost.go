package escapetest

import (
	"fmt"
	"time"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/gocorelint/gocorelint/analyzers/internal/escape"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
)

// Cost measures, one package after the other, the time of building SSA form
// and that of the escape analysis on top.
func Cost(patterns ...string) ([]string, error) {
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadSyntax}, patterns...)
	if err != nil {
		return nil, err
	}
	var lines []string
	for _, pkg := range pkgs {
		pkg.Imports = nil // those are not analyzed
		start := time.Now()
		if _, err := checker.Analyze([]*analysis.Analyzer{flow.Analyzer}, []*packages.Package{pkg}, nil); err != nil {
			return nil, err
		}
		ssa := time.Since(start)
		start = time.Now()
		if _, err := checker.Analyze([]*analysis.Analyzer{escape.Analyzer}, []*packages.Package{pkg}, nil); err != nil {
			return nil, err
		}
		lines = append(lines, fmt.Sprintf("%s: SSA %v, SSA and escape %v", pkg.PkgPath, ssa.Round(time.Millisecond), time.Since(start).Round(time.Millisecond)))
	}
	return lines, nil
}
