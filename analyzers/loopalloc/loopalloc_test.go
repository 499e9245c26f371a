package loopalloc_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/loopalloc"
)

func Test(t *testing.T) {
	a := loopalloc.New()
	if err := a.Flags.Set("functions", "true"); err != nil {
		t.Fatal(err)
	}
	checktest.Run(t, a, "a", "ok", "typeparams", "generated")
}
