package atomicvalue_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/atomicvalue"
	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
)

func Test(t *testing.T) {
	checktest.Run(t, atomicvalue.Analyzer, "a", "ok", "typeparams", "generated")
}

func TestErrors(t *testing.T) {
	a := atomicvalue.New()
	if err := a.Flags.Set("errors", "true"); err != nil {
		t.Fatal(err)
	}
	checktest.Run(t, a, "errs", "ok")
}
