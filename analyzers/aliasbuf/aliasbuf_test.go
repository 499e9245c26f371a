package aliasbuf_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/aliasbuf"
	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
)

func Test(t *testing.T) {
	checktest.Run(t, aliasbuf.Analyzer, "a", "ok", "typeparams", "generated")
}
