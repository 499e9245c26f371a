package errlost_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/errlost"
	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
)

func Test(t *testing.T) {
	checktest.Run(t, errlost.Analyzer, "a", "ok", "typeparams", "generated")
}
