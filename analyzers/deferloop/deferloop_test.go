package deferloop_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/deferloop"
	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
)

func Test(t *testing.T) {
	checktest.Run(t, deferloop.Analyzer, "a", "ok", "typeparams", "generated")
}
