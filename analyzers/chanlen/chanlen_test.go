package chanlen_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/chanlen"
	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
)

func Test(t *testing.T) {
	checktest.Run(t, chanlen.Analyzer, "a", "ok", "typeparams", "generated")
}
