package copyempty_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/copyempty"
	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
)

func Test(t *testing.T) {
	checktest.Run(t, copyempty.Analyzer, "a", "ok", "typeparams", "generated")
}
