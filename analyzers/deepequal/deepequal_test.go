package deepequal_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/deepequal"
	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
)

func Test(t *testing.T) {
	checktest.Run(t, deepequal.Analyzer, "a", "ok", "typeparams", "generated")
}
