package locallock_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/locallock"
)

func Test(t *testing.T) {
	checktest.Run(t, locallock.Analyzer, "unshared", "quiet", "typeparams", "generated")
}
