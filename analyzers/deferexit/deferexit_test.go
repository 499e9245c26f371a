package deferexit_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/deferexit"
	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
)

func Test(t *testing.T) {
	checktest.Run(t, deferexit.Analyzer, "a", "ok", "typeparams", "generated")
}
