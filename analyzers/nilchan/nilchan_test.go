package nilchan_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/nilchan"
)

func Test(t *testing.T) {
	checktest.Run(t, nilchan.Analyzer, "a", "ok", "typeparams", "generated", "unsafely")
}

func TestPartners(t *testing.T) {
	a := nilchan.New()
	if err := a.Flags.Set("partners", "true"); err != nil {
		t.Fatal(err)
	}
	checktest.Run(t, a, "partners", "served")
}
