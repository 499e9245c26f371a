package roundtrip_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/roundtrip"
)

func Test(t *testing.T) {
	checktest.Run(t, roundtrip.Analyzer, "a", "ok", "typeparams", "generated")
}
