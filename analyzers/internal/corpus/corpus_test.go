package corpus

import (
	"os"
	"strings"
	"testing"

	"golang.org/x/mod/modfile"

	"github.com/gocorelint/gocorelint/analyzers"
)

func TestMain(m *testing.M) {
	Strict()
	os.Exit(m.Run())
}

// TestCorpus compares the findings of all checks with their labels.
// "go run ./analyzers/internal/corpus/run" prints the same as a table.
func TestCorpus(t *testing.T) {
	if testing.Short() {
		t.Skip("takes minutes")
	}
	c := &Corpus{Dir: Dir(), Tool: build(t)}
	wantGoVersion(t, c.Dir)
	findings, problems, err := c.Run()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		t.Error(p)
	}
	result, err := c.Compare(findings)
	if err != nil {
		t.Fatal(err)
	}
	var table strings.Builder
	if err := result.Print(&table); err != nil {
		t.Fatal(err)
	}
	if !result.Clean() {
		t.Errorf("new, unread or vanished findings: read them, then see testdata/corpus/README.md\n%s", &table)
	}
	_, tiers := result.Scores()
	for _, s := range tiers {
		if s.Precision() < bar[s.Tier] {
			t.Errorf("%.1f %% of the findings of tier %s are right, less than %v %%\n%s", s.Precision(), s.Tier, bar[s.Tier], &table)
		}
	}
}

// bar is what the tiers promise, in percent.
var bar = map[analyzers.Tier]float64{analyzers.Default: 95, analyzers.OptIn: 80}

func build(t *testing.T) string {
	t.Helper()
	tool, err := Build(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return tool
}

// wantGoVersion skips the test unless Go is of the version that go.mod of the
// directory names as its toolchain: the labels of std are about that one.
func wantGoVersion(t *testing.T, dir string) {
	t.Helper()
	version, err := goCommand(dir, "env", "GOVERSION")
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(dir + "/go.mod")
	if err != nil {
		t.Fatal(err)
	}
	mod, err := modfile.Parse("go.mod", data, nil)
	if err != nil {
		t.Fatal(err)
	}
	if version != mod.Toolchain.Name {
		t.Skipf("the labels are about %s, this is %s", mod.Toolchain.Name, version)
	}
}
