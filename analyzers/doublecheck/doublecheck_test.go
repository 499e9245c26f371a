package doublecheck_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/doublecheck"
	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
)

func Test(t *testing.T) {
	checktest.Run(t, doublecheck.Analyzer, "a", "late", "flag", "quiet", "typeparams", "generated")
}
