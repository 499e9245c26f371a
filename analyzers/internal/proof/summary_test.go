package proof_test

import (
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/gocorelint/gocorelint/analyzers/internal/proof"
)

// The summary takes for proven only what was run and turned out as claimed.
func TestSummary(t *testing.T) {
	line := []proof.Line{{File: "a.go", Line: 1}}
	fixture := &proof.Fixture{Check: "a", Path: "a/a"}
	report := &proof.Report{Checks: []proof.Check{
		{Analyzer: &analysis.Analyzer{Name: "a"}, Fixtures: []*proof.Fixture{fixture}, Bug: true},
		{Analyzer: &analysis.Analyzer{Name: "b"}},
	}}
	add := func(name string, kind proof.Kind, found []proof.Line, exact, there bool) {
		c := proof.Claim{Package: "a/a", Func: name, Kind: kind, Lines: found, Found: found, Text: "why"}
		fixture.Claims = append(fixture.Claims, c)
		if kind.Runs() {
			report.Verdicts = append(report.Verdicts, proof.Verdict{Claim: c, Proven: exact, Exact: exact, There: there})
		}
	}
	add("found", proof.Leak, line, true, true)
	add("marked", proof.Leak, line, true, false)
	add("elsewhere", proof.Leak, line, false, false)
	add("observed", proof.Observe, line, true, false)
	add("quiet", proof.OK, nil, true, false)
	add("harmless", proof.OK, line, true, false)
	add("excused", proof.None, line, false, false)
	add("skipped", proof.None, nil, false, false)
	add("helper", proof.By, line, false, false)

	s := report.Bugs()
	if s.Finding != 1 || s.Mark != 1 || s.NoLine != 1 || s.Open != 3 || s.Failed != 1 {
		t.Errorf("%+v", s)
	}
	if proven, all := s.Functions(); proven != 5 || all != 8 {
		t.Errorf("%d of %d functions", proven, all)
	}
	if proven, all := s.Findings(); proven != 3 || all != 6 {
		t.Errorf("%d of %d findings", proven, all)
	}
	report.Checks[0].Bug = false
	if _, all := report.Bugs().Functions(); all != 0 {
		t.Errorf("%d functions of checks for bugs", all)
	}
}
