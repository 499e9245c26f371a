package profstop_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/profstop"
)

func Test(t *testing.T) {
	checktest.Run(t, profstop.Analyzer, "a", "never", "ok", "typeparams", "generated")
}
