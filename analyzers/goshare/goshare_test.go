package goshare_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/goshare"
	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
)

func Test(t *testing.T) {
	checktest.Run(t, goshare.Analyzer, "a", "bubble", "versions", "ok", "typeparams", "generated")
}
