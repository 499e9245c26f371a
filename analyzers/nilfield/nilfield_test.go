package nilfield_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/nilfield"
)

func Test(t *testing.T) {
	checktest.Run(t, nilfield.Analyzer, "a", "ok", "typeparams", "generated")
}
