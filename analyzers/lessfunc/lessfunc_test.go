package lessfunc_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/lessfunc"
)

func Test(t *testing.T) {
	checktest.Run(t, lessfunc.Analyzer, "a", "ok", "typeparams", "generated")
}

func TestSigned(t *testing.T) {
	a := lessfunc.New()
	if err := a.Flags.Set("signed", "true"); err != nil {
		t.Fatal(err)
	}
	checktest.Run(t, a, "signed")
}
