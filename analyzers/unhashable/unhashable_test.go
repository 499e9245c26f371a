package unhashable_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/unhashable"
)

func Test(t *testing.T) {
	checktest.Run(t, unhashable.Analyzer, "a", "ok", "typeparams", "generated")
}
