package proof_test

import (
	"os"
	"strings"
	"slices"
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/proof"
)

func TestLocal(t *testing.T) {
	only := strings.Split(os.Getenv("ONLY"), ",")
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
	t.Log("unseen", report.Unseen())
	bugs := report.Bugs()
	p, a := bugs.Functions()
	q, b := bugs.Findings()
	t.Logf("functions %d/%d findings %d/%d fixes %d flips %d", p, a, q, b, len(report.Fixes), len(report.Flips))
}
