package unsafestr_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/unsafestr"
)

func Test(t *testing.T) {
	checktest.Run(t, unsafestr.Analyzer, "a", "ok", "typeparams", "generated")
}
