// Package checktest runs the fixtures of a check.
//
// A fixture is a package below testdata/src/NAME at the root of the
// repository. Beside the usual comments "// want `regexp`" each function of it
// says by a comment //proof:KIND how it behaves when it runs.
package checktest

import (
	"path/filepath"
	"runtime"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

func init() { report.Rethrow = true }

// Root is the directory of the repository.
func Root() string {
	_, file, _, _ := runtime.Caller(0)
	return filepath.Join(filepath.Dir(file), "..", "..", "..")
}

// Run checks the expectations of the fixture packages NAME/pattern, where NAME
// is the analyzer's.
func Run(t *testing.T, a *analysis.Analyzer, patterns ...string) []*analysistest.Result {
	t.Helper()
	return analysistest.Run(t, filepath.Join(Root(), "testdata"), a, below(a, patterns)...)
}

// RunWithSuggestedFixes also compares what the fixes make of the files with
// the files of the same name and .golden.
func RunWithSuggestedFixes(t *testing.T, a *analysis.Analyzer, patterns ...string) []*analysistest.Result {
	t.Helper()
	return analysistest.RunWithSuggestedFixes(t, filepath.Join(Root(), "testdata"), a, below(a, patterns)...)
}

func below(a *analysis.Analyzer, patterns []string) []string {
	paths := make([]string, len(patterns))
	for i, p := range patterns {
		paths[i] = a.Name + "/" + p
	}
	return paths
}
