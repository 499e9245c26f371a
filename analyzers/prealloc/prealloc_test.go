package prealloc_test

import (
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/prealloc"
)

func Test(t *testing.T) {
	checktest.Run(t, everything(t), "ok", "generated")
}

func TestFixes(t *testing.T) {
	checktest.RunWithSuggestedFixes(t, everything(t), "a", "typeparams", "old")
}

// everything is the check with all settings on.
func everything(t *testing.T) *analysis.Analyzer {
	t.Helper()
	a := prealloc.New()
	if err := a.Flags.Set("grow", "true"); err != nil {
		t.Fatal(err)
	}
	return a
}

// Where only slices.Grow fits nothing is reported unless it is asked for.
func TestGrow(t *testing.T) {
	dir := filepath.Join(checktest.Root(), "testdata")
	results := analysistest.Run(silent{}, dir, prealloc.New(), "prealloc/a")
	for _, d := range results[0].Diagnostics {
		if d.Category == "nil-slice-size" {
			t.Errorf("%s", d.Message)
		}
	}
	if len(results[0].Diagnostics) == 0 {
		t.Error("nothing is reported")
	}
}

// silent takes the complaints about findings that are missing.
type silent struct{}

func (silent) Errorf(string, ...any) {}
