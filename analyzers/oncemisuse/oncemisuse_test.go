package oncemisuse_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/oncemisuse"
)

func Test(t *testing.T) {
	checktest.Run(t, oncemisuse.Analyzer, "a", "ok", "typeparams", "generated")
}
