package closewrite_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/closewrite"
	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
)

func Test(t *testing.T) {
	checktest.Run(t, closewrite.Analyzer, "a", "ok", "typeparams", "generated")
}
