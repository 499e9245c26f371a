package anyslice_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/anyslice"
	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
)

func Test(t *testing.T) {
	checktest.RunWithSuggestedFixes(t, anyslice.Analyzer, "a", "ok", "typeparams", "generated")
}
