package sendalias_test

import (
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/sendalias"
)

func Test(t *testing.T) {
	checktest.Run(t, sendalias.Analyzer, "a", "ok", "typeparams", "generated")
}
