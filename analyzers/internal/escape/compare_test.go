package escape_test

import (
	"flag"
	"strings"
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/escape/escapetest"
)

var (
	dir      = flag.String("escape.dir", "", "compare the packages of the module in this `directory`")
	patterns = flag.String("escape.packages", "fmt encoding/json strings strconv text/template go/types log/slog", "packages to compare")
)

// TestCompiler holds our answers against the compiler's.
func TestCompiler(t *testing.T) {
	if testing.Short() {
		t.Skip("builds packages")
	}
	scores, err := escapetest.Compare(*dir, strings.Fields(*patterns)...)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range scores {
		t.Log(s)
		for _, w := range s.Wrong {
			t.Log("   ", s.Kind, w)
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
