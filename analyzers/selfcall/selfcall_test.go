package selfcall_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/selfcall"
)

func Test(t *testing.T) {
	checktest.Run(t, selfcall.Analyzer, "a", "ok", "typeparams", "generated")
}
