package grouplost_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/grouplost"
	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
)

func Test(t *testing.T) {
	checktest.Run(t, grouplost.Analyzer, "a", "ok", "typeparams", "generated")
}
