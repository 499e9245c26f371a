package errtext_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/errtext"
	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
)

func Test(t *testing.T) {
	checktest.Run(t, errtext.Analyzer, "a", "ok", "rpc", "typeparams", "generated")
}
