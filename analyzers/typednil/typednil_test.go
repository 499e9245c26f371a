package typednil_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/typednil"
)

func Test(t *testing.T) {
	checktest.Run(t, typednil.Analyzer, "a", "ok", "typeparams", "generated")
}
