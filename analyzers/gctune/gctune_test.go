package gctune_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/gctune"
	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
)

func Test(t *testing.T) {
	checktest.Run(t, gctune.Analyzer, "a", "server", "library", "godebug", "ok", "old", "typeparams", "generated")
}
