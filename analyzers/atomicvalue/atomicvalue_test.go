package atomicvalue_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/atomicvalue"
	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
)

func Test(t *testing.T) {
	checktest.Run(t, atomicvalue.Analyzer, "a", "ok", "typeparams", "generated")
}
