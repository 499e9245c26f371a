package osthread_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/osthread"
)

func Test(t *testing.T) {
	checktest.Run(t, osthread.Analyzer, "a", "ok", "typeparams", "generated")
}
