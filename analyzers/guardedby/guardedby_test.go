package guardedby_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/guardedby"
	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
)

func Test(t *testing.T) {
	checktest.Run(t, guardedby.Analyzer, "bare", "quiet", "typeparams", "generated")
}

func TestReturned(t *testing.T) {
	a := guardedby.New()
	if err := a.Flags.Set("returned", "true"); err != nil {
		t.Fatal(err)
	}
	checktest.Run(t, a, "returned")
}
