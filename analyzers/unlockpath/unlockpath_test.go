package unlockpath_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/unlockpath"
)

func Test(t *testing.T) {
	checktest.Run(t, unlockpath.Analyzer, "kept", "wrong", "quiet", "typeparams", "generated")
}

func TestPanics(t *testing.T) {
	a := unlockpath.New()
	if err := a.Flags.Set("panics", "true"); err != nil {
		t.Fatal(err)
	}
	checktest.Run(t, a, "panics")
}
