package loopalloc_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/loopalloc"
)

func Test(t *testing.T) {
	checktest.Run(t, loopalloc.Analyzer, "a", "ok", "typeparams", "generated")
}
