package noreturn_test

import (
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/internal/noreturn"
)

func Test(t *testing.T) {
	analysistest.Run(t, filepath.Join(checktest.Root(), "testdata"), noreturn.Analyzer, "noreturn/a", "noreturn/lib")
}
