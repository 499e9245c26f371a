package slotleak_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/slotleak"
)

func Test(t *testing.T) {
	checktest.Run(t, slotleak.Analyzer, "a", "ok", "typeparams", "generated")
}
