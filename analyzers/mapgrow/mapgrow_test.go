package mapgrow_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/mapgrow"
)

func Test(t *testing.T) {
	checktest.Run(t, mapgrow.Analyzer, "a", "ok", "typeparams", "generated")
}
