package zerosize_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/zerosize"
)

func Test(t *testing.T) {
	checktest.Run(t, zerosize.Analyzer, "a", "ok", "typeparams", "generated")
}
