package ptrmarshal_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/ptrmarshal"
)

func Test(t *testing.T) {
	checktest.Run(t, ptrmarshal.Analyzer, "a", "ok", "typeparams", "generated")
}
