package condwait_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/condwait"
	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
)

func Test(t *testing.T) {
	checktest.Run(t, condwait.Analyzer, "a", "ok", "typeparams", "generated")
}
