package mapkey_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/mapkey"
)

func Test(t *testing.T) {
	checktest.Run(t, mapkey.Analyzer, "a", "ok", "typeparams", "generated")
}
