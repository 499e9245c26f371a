package cutset_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/cutset"
	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
)

func Test(t *testing.T) {
	checktest.Run(t, cutset.Analyzer, "a", "ok", "typeparams", "generated")
}
