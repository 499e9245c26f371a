package timerchan_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/timerchan"
)

func Test(t *testing.T) {
	checktest.Run(t, timerchan.Analyzer, "a", "ok", "typeparams", "generated")
}
