package prealloc_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/prealloc"
)

func Test(t *testing.T) {
	checktest.Run(t, prealloc.Analyzer, "ok", "generated")
}

func TestFixes(t *testing.T) {
	checktest.RunWithSuggestedFixes(t, prealloc.Analyzer, "a", "typeparams", "old")
}
