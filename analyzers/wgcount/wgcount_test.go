package wgcount_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/wgcount"
)

func Test(t *testing.T) {
	checktest.Run(t, wgcount.Analyzer, "a", "ok", "typeparams", "generated")
}
