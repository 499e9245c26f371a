package retain_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/retain"
)

func Test(t *testing.T) {
	checktest.Run(t, retain.Analyzer, "a", "ok", "typeparams", "generated")
}
