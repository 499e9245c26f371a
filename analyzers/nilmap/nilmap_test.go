package nilmap_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/nilmap"
)

func Test(t *testing.T) {
	checktest.Run(t, nilmap.Analyzer, "a", "ok", "typeparams", "generated")
}
