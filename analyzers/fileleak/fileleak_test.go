package fileleak_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/fileleak"
	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
)

func Test(t *testing.T) {
	checktest.Run(t, fileleak.Analyzer, "a", "ok", "typeparams", "generated")
}
