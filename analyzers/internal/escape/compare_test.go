package escape_test

import (
	"flag"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/escape"
	"github.com/gocorelint/gocorelint/analyzers/internal/escape/escapetest"
)

var (
	dir      = flag.String("escape.dir", "", "compare packages of the module in this `directory`, instead of those listed")
	patterns = flag.String("escape.packages", "./...", "packages to compare with -escape.dir")
)

// samples lists the packages to compare: of the standard library, and of the
// modules of the corpus, which no fix was derived from.
var samples = []struct{ name, dir, packages string }{
	{"std", "", "fmt encoding/json strings strconv text/template go/types log/slog net/http encoding/gob regexp/syntax"},
	{"modules", "../../../testdata/corpus", `github.com/dgraph-io/badger/v4 github.com/hashicorp/raft github.com/jackc/pgx/v5
		github.com/labstack/echo/v4 github.com/prometheus/client_golang/prometheus github.com/segmentio/kafka-go
		github.com/spf13/cobra github.com/yuin/goldmark/parser go.etcd.io/bbolt google.golang.org/grpc`},
}

// tableVersion is the Go version that std.txt was made with.
const tableVersion = "go1.26"

// TestCompiler holds our answers against the compiler's, for each kind of
// allocation. Checks may rely on what passes here: local variables don't.
func TestCompiler(t *testing.T) {
	if testing.Short() {
		t.Skip("builds packages")
	}
	if !strings.HasPrefix(runtime.Version(), tableVersion) {
		t.Skipf("the table of the standard library is for %s", tableVersion)
	}
	if *dir != "" {
		compare(t, *dir, *patterns)
		return
	}
	for _, sample := range samples {
		t.Run(sample.name, func(t *testing.T) { compare(t, sample.dir, sample.packages) })
	}
}

func compare(t *testing.T, dir, packages string) {
	scores, err := escapetest.Compare(dir, strings.Fields(packages)...)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range scores {
		t.Log(s)
		if s.Kind == "variable" {
			continue
		}
		if s.Precision() < 95 || s.Recall() < 80 {
			t.Errorf("%s: precision %.1f, want 95; recall %.1f, want 80\n%s", s.Kind, s.Precision(), s.Recall(), strings.Join(s.Wrong, "\n"))
		}
	}
	kinds := []string{"boxing", "closure", "make", "map", "new", "ptrlit", "slicelit", "string", "varargs"}
	for _, kind := range kinds {
		if !slices.ContainsFunc(scores, func(s *escapetest.Score) bool { return s.Kind == kind && s.HeapHeap > 0 }) {
			t.Errorf("%s: nothing was compared", kind)
		}
	}
}

// TestTable makes the table anew for a sample of packages.
func TestTable(t *testing.T) {
	if testing.Short() {
		t.Skip("analyzes packages")
	}
	if !strings.HasPrefix(runtime.Version(), tableVersion) {
		t.Skipf("the table of the standard library is for %s", tableVersion)
	}
	sample := []string{"bufio", "container/list", "sort", "strconv", "strings"}
	made, err := escapetest.MakeTable(sample...)
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range sample {
		table, ok := escape.StdTable(path)
		if !ok || table.Text == "\n" {
			t.Errorf("%s is not in the table", path)
			continue
		}
		if !strings.Contains(made+"= ", "= "+path+"\n"+table.Text+"= ") {
			t.Errorf("the table of %s is not what gen makes now: run go generate", path)
		}
	}
}

// BenchmarkCost tells what the analysis adds to building SSA form.
func BenchmarkCost(b *testing.B) {
	for b.Loop() {
		lines, err := escapetest.Cost("go/types", "net/http", "cmd/compile/internal/ssa")
		if err != nil {
			b.Fatal(err)
		}
		b.Log("\n" + strings.Join(lines, "\n"))
	}
}
