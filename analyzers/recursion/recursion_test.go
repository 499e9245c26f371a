package recursion_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/recursion"
)

func Test(t *testing.T) {
	checktest.Run(t, recursion.Analyzer, "a", "ok", "typeparams", "generated")
}
