package deadctx_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/deadctx"
	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
)

func Test(t *testing.T) {
	checktest.Run(t, deadctx.Analyzer, "a", "request", "ok", "typeparams", "generated")
}
