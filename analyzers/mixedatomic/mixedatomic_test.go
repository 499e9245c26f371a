package mixedatomic_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/mixedatomic"
)

func Test(t *testing.T) {
	checktest.Run(t, mixedatomic.Analyzer, "a", "ok", "typeparams", "generated")
}
