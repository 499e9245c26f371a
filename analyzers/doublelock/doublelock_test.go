package doublelock_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/doublelock"
	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
)

func Test(t *testing.T) {
	checktest.Run(t, doublelock.Analyzer, "calls", "across", "quiet", "typeparams", "generated")
}
