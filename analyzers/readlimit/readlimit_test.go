package readlimit_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/readlimit"
)

func Test(t *testing.T) {
	checktest.Run(t, readlimit.Analyzer, "a", "ok", "limited", "typeparams", "generated")
}
