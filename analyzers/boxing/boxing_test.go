package boxing_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/boxing"
	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
)

func Test(t *testing.T) {
	checktest.Run(t, boxing.Analyzer, "loops", "quiet", "typeparams")
}

func TestFixes(t *testing.T) {
	checktest.RunWithSuggestedFixes(t, boxing.Analyzer, "fix")
}
