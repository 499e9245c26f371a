package errfirst_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/errfirst"
	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
)

func Test(t *testing.T) {
	checktest.Run(t, errfirst.Analyzer, "a", "ok", "typeparams", "generated")
}
