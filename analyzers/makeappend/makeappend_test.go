package makeappend_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/makeappend"
)

func Test(t *testing.T) {
	checktest.RunWithSuggestedFixes(t, makeappend.Analyzer, "a", "ok", "typeparams", "generated")
}
