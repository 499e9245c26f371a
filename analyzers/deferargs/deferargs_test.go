package deferargs_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/deferargs"
	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
)

func Test(t *testing.T) {
	checktest.Run(t, deferargs.Analyzer, "a", "ok", "typeparams", "generated")
}
