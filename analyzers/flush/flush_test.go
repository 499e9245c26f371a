package flush_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/flush"
	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
)

func Test(t *testing.T) {
	checktest.Run(t, flush.Analyzer, "a", "ok", "typeparams", "generated")
}
