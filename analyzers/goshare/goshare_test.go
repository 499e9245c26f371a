package goshare_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/goshare"
	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
)

func Test(t *testing.T) {
	checktest.Run(t, goshare.Analyzer, "a", "bubble", "versions", "ok", "typeparams", "generated")
}

func TestMethods(t *testing.T) {
	a := goshare.New()
	if err := a.Flags.Set("methods", "true"); err != nil {
		t.Fatal(err)
	}
	checktest.Run(t, a, "methods")
}
