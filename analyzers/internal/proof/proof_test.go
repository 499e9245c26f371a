package proof_test

import (
	"flag"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/internal/proof"
)

// fixturesOf reads the fixtures below testdata/src/CHECK.
func fixturesOf(t *testing.T, check string) []*proof.Fixture {
	t.Helper()
	fixtures, err := proof.Load(filepath.Join(checktest.Root(), "testdata", "src", check))
	if err != nil {
		t.Fatal(err)
	}
	return fixtures
}

// runnable are the claims of fixtures that are run.
func runnable(fixtures []*proof.Fixture) []proof.Claim {
	var claims []proof.Claim
	for _, f := range fixtures {
		for _, c := range f.Claims {
			if c.Kind.Runs() {
				claims = append(claims, c)
			}
		}
	}
	return claims
}

// The harness accepts what is so and rejects what is not: the right claims of
// the fixture control, the wrong ones of the fixture wrong, and the claims of
// control with the labels swapped.
func TestHarness(t *testing.T) {
	fixtures := fixturesOf(t, "proof")
	var (
		stages  proof.Stages
		program *proof.Program
	)
	err := stages.Time("build control", func() (err error) {
		program, err = proof.Build(fixtures, nil, t.TempDir())
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	claims := runnable(fixtures)
	var control, swapped []proof.Claim
	stages.Time("run control", func() error {
		for _, v := range program.Prove(claims) {
			right := v.Claim.Package != "proof/wrong"
			if right {
				control = append(control, v.Claim)
			}
			if v.Exact != right {
				t.Errorf("%s: //proof:%s on %s: accepted = %v. %s", v.Claim.Pos, v.Claim.Kind, v.Claim.Func, v.Exact, v.Why)
			}
		}
		return nil
	})
	stages.Time("run swapped", func() error {
		swapped = swap(control)
		for _, v := range program.Prove(swapped) {
			if v.Proven {
				t.Errorf("%s: the wrong label //proof:%s on %s is accepted", v.Claim.Pos, v.Claim.Kind, v.Claim.Func)
			}
		}
		return nil
	})
	t.Logf("%d claims, %d swapped ones, %d processes", len(claims), len(swapped), program.Processes())
	logStages(t, stages)
}

// swap turns each claim of misbehaviour into one that all is well, and each
// claim that all is well into every kind of misbehaviour.
func swap(claims []proof.Claim) []proof.Claim {
	var swapped []proof.Claim
	for _, c := range claims {
		switch {
		case c.Kind == proof.Alloc:
			c.Kind = proof.NoAlloc
			swapped = append(swapped, c)
		case c.Kind == proof.Race, c.Kind == proof.Observe:
			// These run to their end: that all is well with them is not
			// claimed by ok, which is about goroutines.
		case c.Kind.Bad():
			c.Kind = proof.OK
			swapped = append(swapped, c)
		default:
			for _, bad := range []proof.Kind{proof.Leak, proof.Deadlock, proof.Panic, proof.Fatal, proof.Race} {
				c.Kind = bad
				swapped = append(swapped, c)
			}
		}
	}
	return swapped
}

var only = flag.String("checks", "", "prove the fixtures of these checks only, separated by commas")

// Every fixture of every check behaves as it says, and no more where a fix has
// been applied, which leaves a package that compiles and is in gofmt's form.
// With -checks it looks at some checks:
//
//	go test ./analyzers/internal/proof -run TestFixtures -checks sendleak,goleak
func TestFixtures(t *testing.T) {
	checks, err := proof.Suite(testdata())
	if err != nil {
		t.Fatal(err)
	}
	if *only != "" {
		checks = slices.DeleteFunc(checks, func(c proof.Check) bool { return !slices.Contains(strings.Split(*only, ","), c.Analyzer.Name) })
	}
	report, err := proof.Run(testdata(), t.TempDir(), checks)
	if err != nil {
		t.Fatal(err)
	}
	for _, err := range report.Failures() {
		t.Error(err)
	}
	if report.Static == nil {
		t.Logf("%d functions, %d fixes, %d flips, %d processes", len(report.Verdicts), len(report.Fixes), len(report.Flips), report.Program.Processes())
	}
	logStages(t, report.Stages)
	if *only == "" {
		enough(t, report)
	}
}

// logStages tells what a test took, and of what.
func logStages(t *testing.T, stages proof.Stages) {
	t.Helper()
	var b strings.Builder
	stages.Print(&b)
	t.Logf("\n%s", b.String())
}

// enough asks for most of what can be proven.
func enough(t *testing.T, report *proof.Report) {
	t.Helper()
	if len(report.Fixes) < 20 || len(report.Flips) < 20 {
		t.Errorf("only %d fixes, and %d functions that misbehave no more", len(report.Fixes), len(report.Flips))
	}
	if unseen := report.Unseen(); 10*len(unseen) > len(report.Fixes) {
		t.Errorf("no run shows what these fixes do: %v", unseen)
	}
	bugs := report.Bugs()
	if proven, all := bugs.Functions(); 10*proven < 9*all {
		t.Errorf("only %d of %d functions of the checks for bugs are proven", proven, all)
	}
	if proven, all := bugs.Findings(); 10*proven < 9*all {
		t.Errorf("only %d of %d functions with findings of the checks for bugs are proven", proven, all)
	}
}
