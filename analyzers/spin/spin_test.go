package spin_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/spin"
)

func Test(t *testing.T) {
	checktest.Run(t, spin.Analyzer, "a", "ok", "typeparams", "generated")
}
