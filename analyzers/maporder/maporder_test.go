package maporder_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/maporder"
)

func Test(t *testing.T) {
	checktest.Run(t, maporder.Analyzer, "a", "ok", "typeparams", "generated")
}
