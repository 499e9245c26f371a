package baretime_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/baretime"
	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
)

func Test(t *testing.T) {
	checktest.Run(t, baretime.Analyzer, "a", "ok", "typeparams", "generated")
}
