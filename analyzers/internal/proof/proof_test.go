package proof_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"text/tabwriter"

	"github.com/gocorelint/gocorelint/analyzers"
	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/internal/proof"
)

// load reads the fixtures below testdata/src/CHECK.
func load(t *testing.T, check string) []*proof.Fixture {
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
	fixtures := load(t, "proof")
	program, err := proof.Build(fixtures, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	claims := runnable(fixtures)
	var control []proof.Claim
	for _, v := range program.Prove(claims) {
		right := v.Claim.Package == "proof/control"
		if right {
			control = append(control, v.Claim)
		}
		if v.Exact != right {
			t.Errorf("%s: //proof:%s on %s: accepted = %v. %s", v.Claim.Pos, v.Claim.Kind, v.Claim.Func, v.Exact, v.Why)
		}
	}
	swapped := swap(control)
	for _, v := range program.Prove(swapped) {
		if v.Proven {
			t.Errorf("%s: the wrong label //proof:%s on %s is accepted", v.Claim.Pos, v.Claim.Kind, v.Claim.Func)
		}
	}
	t.Logf("%d claims, %d swapped ones, %d processes, %v of processors", len(claims), len(swapped), program.Processes(), program.CPU())
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

// Every fixture of every check behaves as it says. With -v a table counts the
// proofs and lists what is not proven by running it, with the reasons.
func TestFixtures(t *testing.T) {
	sum := newSummary()
	var fixtures []*proof.Fixture
	for _, check := range analyzers.Checks() {
		fixtures = append(fixtures, load(t, check.Name)...)
	}
	program, err := proof.Build(fixtures, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range program.Prove(runnable(fixtures)) {
		check, _, _ := strings.Cut(v.Claim.Package, "/")
		sum.add(check, v)
		if !v.Exact {
			t.Errorf("%s: %s: //proof:%s is not proven: %s", v.Claim.Pos, v.Claim.Func, v.Claim.Kind, v.Why)
		}
	}
	for _, f := range fixtures {
		for _, c := range f.Claims {
			if c.Kind == proof.None {
				sum.none = append(sum.none, fmt.Sprintf("%s %s: %s", f.Check, c.Func, c.Text))
			}
		}
	}
	sum.print()
	t.Logf("%d processes, %v of processors", program.Processes(), program.CPU())
}

type summary struct {
	count map[string]map[proof.Kind]int
	exact map[string]int
	none  []string
}

func newSummary() *summary {
	return &summary{count: make(map[string]map[proof.Kind]int), exact: make(map[string]int)}
}

func (s *summary) add(check string, v proof.Verdict) {
	if s.count[check] == nil {
		s.count[check] = make(map[proof.Kind]int)
	}
	if v.Proven {
		s.count[check][v.Claim.Kind]++
	}
	// An observed function names no line.
	if v.Exact && v.Claim.Kind.Bad() && v.Claim.Kind != proof.Observe && len(v.Claim.Lines) > 0 {
		s.exact[check]++
	}
}

func (s *summary) print() {
	if !testing.Verbose() {
		return
	}
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	var header []string
	for _, k := range proof.Kinds {
		if k.Runs() {
			header = append(header, string(k))
		}
	}
	fmt.Fprintf(w, "check\t%s\tat the line\t\n", strings.Join(header, "\t"))
	for _, check := range analyzers.Checks() {
		fmt.Fprintf(w, "%s\t", check.Name)
		for _, k := range header {
			fmt.Fprintf(w, "%d\t", s.count[check.Name][proof.Kind(k)])
		}
		fmt.Fprintf(w, "%d\t\n", s.exact[check.Name])
	}
	w.Flush()
	fmt.Printf("not run: %d\n", len(s.none))
	for _, n := range s.none {
		fmt.Println("  " + n)
	}
}
