package condwait_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/condwait"
	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
)

func Test(t *testing.T) {
	checktest.Run(t, condwait.Analyzer, "a", "ok", "typeparams", "generated")
}

func TestUntold(t *testing.T) {
	a := condwait.New()
	if err := a.Flags.Set("untold", "true"); err != nil {
		t.Fatal(err)
	}
	checktest.Run(t, a, "untold", "ok", "a")
}
