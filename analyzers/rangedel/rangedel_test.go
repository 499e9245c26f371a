package rangedel_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/rangedel"
)

func Test(t *testing.T) {
	checktest.Run(t, rangedel.Analyzer, "a", "ok", "typeparams", "generated")
}
