package loopleft_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/loopleft"
)

func Test(t *testing.T) {
	checktest.Run(t, loopleft.Analyzer, "a", "ok", "stopped", "stoppedok", "ignored", "ignoredok", "typeparams", "generated")
}
