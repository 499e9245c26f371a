package proof_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/proof"
)

func TestZZLocal(t *testing.T) {
	only := strings.Split(os.Getenv("ZZ"), ",")
	checks, err := proof.Suite(testdata())
	if err != nil {
		t.Fatal(err)
	}
	checks = slices.DeleteFunc(checks, func(c proof.Check) bool { return !slices.Contains(only, c.Analyzer.Name) })
	report, err := proof.Run(testdata(), t.TempDir(), checks)
	if err != nil {
		t.Fatal(err)
	}
	for _, err := range report.Failures() {
		t.Error(err)
	}
	bugs := report.Bugs()
	p, a := bugs.Functions()
	q, b := bugs.Findings()
	t.Logf("functions %d/%d findings %d/%d", p, a, q, b)
}
