package oldslice_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/oldslice"
)

func Test(t *testing.T) {
	checktest.Run(t, oldslice.Analyzer, "a", "ok", "typeparams", "generated")
}
