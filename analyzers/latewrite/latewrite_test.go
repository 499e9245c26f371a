package latewrite_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/latewrite"
)

func Test(t *testing.T) {
	checktest.Run(t, latewrite.Analyzer, "a", "ok", "typeparams", "generated")
}
