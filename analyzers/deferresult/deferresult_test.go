package deferresult_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/deferresult"
	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
)

func Test(t *testing.T) {
	checktest.Run(t, deferresult.Analyzer, "a", "ok", "typeparams", "generated")
}
