package ctxleak_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/ctxleak"
	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
)

func Test(t *testing.T) {
	checktest.Run(t, ctxleak.Analyzer, "a", "ok", "typeparams", "platform", "generated")
}
