package appendalias_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/appendalias"
	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
)

func Test(t *testing.T) {
	checktest.RunWithSuggestedFixes(t, appendalias.Analyzer, "a", "ok", "typeparams", "generated")
}
