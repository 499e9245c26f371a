package goleak_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/goleak"
	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
)

func Test(t *testing.T) {
	checktest.Run(t, goleak.Analyzer, "found", "quiet", "typeparams", "generated", "once")
}
