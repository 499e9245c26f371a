package atomicrmw_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/atomicrmw"
	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
)

func Test(t *testing.T) {
	checktest.Run(t, atomicrmw.Analyzer, "a", "ok", "typeparams", "generated")
}
