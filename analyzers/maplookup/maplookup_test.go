package maplookup_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/maplookup"
)

func Test(t *testing.T) {
	checktest.RunWithSuggestedFixes(t, maplookup.Analyzer, "a", "ok", "typeparams", "generated")
}
