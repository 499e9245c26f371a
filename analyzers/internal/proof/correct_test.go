package proof_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/proof"
)

// corrections has a function whose directives are up to the test, and one that
// it may come to use.
const corrections = `package a

var number = 5

//proof:observe
%s
func odd() bool {
	n := number
	return n%%2 == 1 // want "odd"
}

func size() int { return 3 } // want "three"
`

func correctable(t *testing.T, directives ...string) []*proof.Fixture {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "correct")
	if err := os.MkdirAll(filepath.Join(dir, "a"), 0o755); err != nil {
		t.Fatal(err)
	}
	src := fmt.Sprintf(corrections, strings.Join(directives, "\n"))
	if err := os.WriteFile(filepath.Join(dir, "a", "a.go"), []byte(src), 0o644); err != nil {
		t.Fatal(err)
	}
	fixtures, err := proof.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	return fixtures
}

// A correction that mends nothing, or something that has no finding, is
// rejected.
func TestCorrections(t *testing.T) {
	for _, test := range []struct {
		name       string
		directives []string
		wrong      string // part of the complaint
	}{
		{"right", []string{"//proof:instead n%2 => n%3"}, ""},
		{"two pieces", []string{"//proof:instead n := number => n := number + 1", "//proof:instead n%2 == 1 => n%2 != 0"}, ""},
		{"where it uses", []string{"//proof:instead n := number => n := size() + number", "//proof:instead return 3 => return 1"}, ""},
		{"mends nothing", []string{"//proof:instead n%2 => n%4"}, "it does not return false"},
		{"mends something else", []string{"//proof:instead n := number => n := 4"}, "no correction is on a line with a finding"},
		{"is nowhere", []string{"//proof:instead n%3 => n%4"}, `"n%3" is not there`},
		{"does not parse", []string{"//proof:instead n%2 => n%("}, "expected"},
		{"does not compile", []string{"//proof:instead n%2 => m%2"}, "undefined: m"},
	} {
		t.Run(test.name, func(t *testing.T) {
			why := correction(t, correctable(t, test.directives...))
			switch {
			case test.wrong == "" && why != "":
				t.Errorf("it is rejected: %s", why)
			case test.wrong != "" && !strings.Contains(why, test.wrong):
				t.Errorf("it is accepted, or rejected for something else than %q: %s", test.wrong, why)
			}
		})
	}
}

// correction says what is wrong with the correction of a fixture, "" if it does.
func correction(t *testing.T, fixtures []*proof.Fixture) (why string) {
	variants, err := proof.Corrected(fixtures)
	if err != nil {
		return err.Error()
	}
	program, err := proof.Build(fixtures, variants, t.TempDir())
	if err != nil {
		return err.Error()
	}
	verdicts := program.Prove(runnable(fixtures))
	for _, v := range verdicts {
		if !v.Exact {
			t.Errorf("%s: %s", v.Claim.Func, v.Why)
		}
	}
	flips := program.ProveFixes(variants, verdicts)
	if len(flips) != 1 {
		t.Errorf("%d functions are judged, want one", len(flips))
		return ""
	}
	return flips[0].Why
}

// An observed function with a finding needs something that makes it behave, or
// a reason why there is nothing; and not both.
func TestObservedWithoutCorrection(t *testing.T) {
	for _, test := range []struct {
		directive string
		wrong     string
	}{
		{"//proof:instead n%2 => n%3", ""},
		{"//proof:noflip there is no right way", ""},
		{"//", "nothing shows that its finding is to blame"},
		{"//proof:noflip why not\n//proof:instead n%2 => n%3", "it has a reason for what is there"},
	} {
		fixtures := correctable(t, test.directive)
		variants, err := proof.Corrected(fixtures)
		if err != nil {
			t.Fatal(err)
		}
		report := &proof.Report{}
		for _, c := range runnable(fixtures) {
			report.Verdicts = append(report.Verdicts, proof.Verdict{Claim: c, Proven: true, Exact: true})
		}
		for _, v := range variants {
			report.Flips = append(report.Flips, proof.Flip{Variant: v, Verdict: report.Verdicts[0]})
		}
		switch errs := fmt.Sprint(report.Failures()); {
		case test.wrong == "" && errs != "[]":
			t.Errorf("%s: %s", test.directive, errs)
		case test.wrong != "" && !strings.Contains(errs, test.wrong):
			t.Errorf("%s: it is accepted, or rejected for something else than %q: %s", test.directive, test.wrong, errs)
		}
	}
}
