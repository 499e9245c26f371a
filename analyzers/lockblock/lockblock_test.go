package lockblock_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/lockblock"
)

func Test(t *testing.T) {
	checktest.Run(t, lockblock.Analyzer, "waits", "quiet", "typeparams", "generated")
}

func TestSlow(t *testing.T) {
	a := lockblock.New()
	if err := a.Flags.Set("slow", "true"); err != nil {
		t.Fatal(err)
	}
	checktest.Run(t, a, "slow")
}
