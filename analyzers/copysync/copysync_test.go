package copysync_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/copysync"
	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
)

func Test(t *testing.T) {
	checktest.Run(t, copysync.Analyzer, "copies", "elements", "overwrites", "builders", "moved", "typeparams", "versions", "generated")
}
