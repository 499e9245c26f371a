package cleanup_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/cleanup"
	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
)

func Test(t *testing.T) {
	checktest.Run(t, cleanup.Analyzer, "a", "ok", "typeparams", "generated")
}
