package shortread_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/shortread"
)

func Test(t *testing.T) {
	checktest.Run(t, shortread.Analyzer, "a", "ok", "typeparams", "generated")
}
