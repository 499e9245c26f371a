package embedhijack_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/embedhijack"
	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
)

func Test(t *testing.T) {
	checktest.Run(t, embedhijack.Analyzer, "a", "ok", "typeparams", "generated", "cmd")
}
