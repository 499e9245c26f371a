package lockorder_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/lockorder"
)

func Test(t *testing.T) {
	checktest.Run(t, lockorder.Analyzer, "inverted", "across", "both", "quiet", "typeparams", "generated")
}
