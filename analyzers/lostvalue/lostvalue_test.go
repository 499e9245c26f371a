package lostvalue_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/lostvalue"
)

func Test(t *testing.T) {
	checktest.Run(t, lostvalue.Analyzer, "a", "ok", "typeparams", "generated")
}
