package maprange_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/maprange"
)

func Test(t *testing.T) {
	checktest.Run(t, maprange.Analyzer, "a", "ok", "iter", "typeparams", "generated")
}
