package deadfd_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/deadfd"
	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
)

func Test(t *testing.T) {
	checktest.Run(t, deadfd.Analyzer, "a", "ok", "typeparams", "generated")
}
