package goshare_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/goshare"
	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
)

func Test(t *testing.T) {
	checktest.Run(t, goshare.Analyzer, "a", "bubble", "versions", "ok", "typeparams", "generated")
}

// What a setting adds has a package of its name.
func TestSettings(t *testing.T) {
	for _, setting := range []string{"methods", "requests"} {
		a := goshare.New()
		if err := a.Flags.Set(setting, "true"); err != nil {
			t.Fatal(err)
		}
		checktest.Run(t, a, setting)
	}
}
