package unlockpath_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/unlockpath"
)

func Test(t *testing.T) {
	checktest.Run(t, unlockpath.Analyzer, "kept", "wrong", "quiet", "typeparams", "generated")
}
