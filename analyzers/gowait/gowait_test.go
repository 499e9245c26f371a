package gowait_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/gowait"
	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
)

func Test(t *testing.T) {
	checktest.Run(t, gowait.Analyzer, "a", "ok", "typeparams", "generated")
}
