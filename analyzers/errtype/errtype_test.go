package errtype_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/errtype"
	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
)

func Test(t *testing.T) {
	checktest.Run(t, errtype.Analyzer, "a", "ok", "typeparams", "generated")
}
