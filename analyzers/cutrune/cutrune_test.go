package cutrune_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/cutrune"
	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
)

func Test(t *testing.T) {
	checktest.RunWithSuggestedFixes(t, cutrune.Analyzer, "a", "ok", "typeparams", "generated")
}
