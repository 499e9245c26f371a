package recoverframe_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/recoverframe"
)

func Test(t *testing.T) {
	checktest.Run(t, recoverframe.Analyzer, "a", "ok", "typeparams", "generated")
}
