package selecteval_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/selecteval"
)

func Test(t *testing.T) {
	checktest.Run(t, selecteval.Analyzer, "a", "ok", "typeparams", "generated")
}
