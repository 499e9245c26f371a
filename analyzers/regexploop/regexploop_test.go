package regexploop_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/regexploop"
)

func Test(t *testing.T) {
	checktest.Run(t, regexploop.Analyzer, "a", "ok", "typeparams", "generated")
}
