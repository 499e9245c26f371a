package poolmisuse_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/poolmisuse"
)

func Test(t *testing.T) {
	checktest.Run(t, poolmisuse.Analyzer, "a", "reset", "ok", "typeparams", "generated")
}
