package poolmisuse_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/poolmisuse"
)

func Test(t *testing.T) {
	checktest.Run(t, poolmisuse.Analyzer, "a", "reset", "ok", "typeparams", "generated")
}

func TestCost(t *testing.T) {
	a := poolmisuse.New()
	if err := a.Flags.Set("cost", "true"); err != nil {
		t.Fatal(err)
	}
	checktest.Run(t, a, "cost", "sized", "small")
}
