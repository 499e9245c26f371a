package syncmapcheck_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/syncmapcheck"
)

func Test(t *testing.T) {
	checktest.Run(t, syncmapcheck.Analyzer, "a", "ok", "typeparams", "generated")
}
