package reflectkind_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/reflectkind"
)

func Test(t *testing.T) {
	checktest.Run(t, reflectkind.Analyzer, "a", "ok", "typeparams", "generated")
}
