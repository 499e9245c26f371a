package groupmisuse_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/groupmisuse"
	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
)

func Test(t *testing.T) {
	checktest.Run(t, groupmisuse.Analyzer, "a", "ok", "typeparams", "generated")
}
