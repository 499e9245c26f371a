package respwrap_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/respwrap"
)

func Test(t *testing.T) {
	checktest.Run(t, respwrap.Analyzer, "ok", "typeparams", "generated")
}

func TestFixes(t *testing.T) {
	checktest.RunWithSuggestedFixes(t, respwrap.Analyzer, "a")
}
