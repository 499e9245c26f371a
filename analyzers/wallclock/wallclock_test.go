package wallclock_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/wallclock"
)

func Test(t *testing.T) {
	checktest.Run(t, wallclock.Analyzer, "a", "ok", "typeparams", "generated")
}
