package proof_test

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"text/tabwriter"

	"github.com/gocorelint/gocorelint/analyzers"
	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/internal/proof"
)

// build builds the fixtures below testdata/src/CHECK.
func build(t *testing.T, check string) []*proof.Binary {
	t.Helper()
	dir := filepath.Join(checktest.Root(), "testdata", "src", check)
	fixtures, err := proof.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	binaries, err := proof.Build(dir, fixtures, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return binaries
}

// prove judges claims of a fixture, as many at a time as there are processors.
func prove(b *proof.Binary, claims []proof.Claim) []proof.Verdict {
	verdicts := make([]proof.Verdict, len(claims))
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	var wg sync.WaitGroup
	for i, c := range claims {
		slots <- struct{}{}
		wg.Go(func() {
			verdicts[i] = b.Prove(c)
			<-slots
		})
	}
	wg.Wait()
	return verdicts
}

// runnable are the claims of a fixture that are run.
func runnable(b *proof.Binary) []proof.Claim {
	var claims []proof.Claim
	for _, c := range b.Claims {
		if c.Kind.Runs() {
			claims = append(claims, c)
		}
	}
	return claims
}

// The harness accepts what is so and rejects what is not: the right claims of
// the fixture control, the wrong ones of the fixture wrong, and the claims of
// control with the labels swapped.
func TestHarness(t *testing.T) {
	for _, b := range build(t, "proof") {
		claims := runnable(b)
		for _, v := range prove(b, claims) {
			right := b.Name == "control"
			if v.Exact != right {
				t.Errorf("%s: //proof:%s on %s: accepted = %v. %s", v.Claim.Pos, v.Claim.Kind, v.Claim.Func, v.Exact, v.Why)
			}
		}
		if b.Name != "control" {
			continue
		}
		swapped := swap(claims)
		for _, v := range prove(b, swapped) {
			if v.Proven {
				t.Errorf("%s: the wrong label //proof:%s on %s is accepted", v.Claim.Pos, v.Claim.Kind, v.Claim.Func)
			}
		}
		t.Logf("%d claims, %d swapped ones", len(claims), len(swapped))
	}
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
	for _, check := range analyzers.Checks() {
		for _, b := range build(t, check.Name) {
			for _, v := range prove(b, runnable(b)) {
				sum.add(check.Name, v)
				if !v.Exact {
					t.Errorf("%s: %s: //proof:%s is not proven: %s", v.Claim.Pos, v.Claim.Func, v.Claim.Kind, v.Why)
				}
			}
			for _, c := range b.Claims {
				if c.Kind == proof.None {
					sum.none = append(sum.none, fmt.Sprintf("%s %s: %s", check.Name, c.Func, c.Text))
				}
			}
		}
	}
	sum.print()
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
