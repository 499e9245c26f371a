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
