package sharedrow_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/sharedrow"
)

func Test(t *testing.T) {
	checktest.Run(t, sharedrow.Analyzer, "a", "ok", "versions", "typeparams", "generated")
}
