package caseindex_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/caseindex"
	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
)

func Test(t *testing.T) {
	checktest.Run(t, caseindex.Analyzer, "a", "ok", "typeparams", "generated")
}
