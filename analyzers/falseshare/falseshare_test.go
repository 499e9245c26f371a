package falseshare_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/falseshare"
	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
)

func Test(t *testing.T) {
	checktest.Run(t, falseshare.Analyzer, "a", "ok", "typeparams", "generated")
}
