package boxing_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/boxing"
	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
)

func Test(t *testing.T) {
	a := boxing.New()
	if err := a.Flags.Set("sort", "true"); err != nil {
		t.Fatal(err)
	}
	checktest.Run(t, a, "loops", "quiet", "typeparams")
}

func TestFixes(t *testing.T) {
	checktest.RunWithSuggestedFixes(t, boxing.Analyzer, "fix")
}
