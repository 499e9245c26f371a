package sendleak_test

import (
	"go/build"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/sendleak"
)

func Test(t *testing.T) {
	checktest.Run(t, sendleak.Analyzer, "cmd", "leave", "never", "quiet", "reply", "replyok", "typeparams", "once", "request", "generated")
}

func TestFix(t *testing.T) {
	checktest.RunWithSuggestedFixes(t, sendleak.Analyzer, "fix")
}

// The leak patterns of the runtime's own test of its leak profile. What is
// missed is listed with its reason, so that nothing is found or lost unseen.
func TestPatternsOfTheRuntime(t *testing.T) {
	dir := filepath.Join(build.Default.GOROOT, "src", "runtime", "testdata", "testgoroutineleakprofile")
	for file, want := range map[string][]string{
		// MethodContractViolation needs to know that no other worker is alive.
		"commonpatterns.go": {"noCloseRange", "doubleSend", "earlyReturn", "nCastLeak", "timeout"},
		// The others block on nil channels, locks and an empty select, or on a
		// channel that is made to block. NoLeakGlobal does not leak.
		"simple.go": {"ChanSend"},
	} {
		t.Run(file, func(t *testing.T) {
			if got := foundIn(t, dir, file); !slices.Equal(got, want) {
				t.Errorf("found in %s: %q, want %q", file, got, want)
			}
		})
	}
}

// foundIn returns the functions of a file with findings, in source order.
func foundIn(t *testing.T, dir, file string) []string {
	t.Helper()
	tmp := t.TempDir()
	for _, name := range []string{"main.go", "simple.go", "commonpatterns.go", "stresstests.go"} {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err == nil {
			err = os.WriteFile(filepath.Join(tmp, name), data, 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(tmp, "go.mod"), []byte("module leaks\n\ngo 1.26\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	source, err := os.ReadFile(filepath.Join(tmp, file))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(source), "\n")
	var names []string
	for _, f := range checktest.Module(t, tmp, []*analysis.Analyzer{sendleak.Analyzer}, ".") {
		if filepath.Base(f.Pos.Filename) != file {
			continue
		}
		if name := funcAround(lines, f.Pos.Line); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// funcAround returns the name of the declared function around a line.
func funcAround(lines []string, line int) string {
	for i := line - 1; i >= 0; i-- {
		if rest, ok := strings.CutPrefix(lines[i], "func "); ok {
			name, _, _ := strings.Cut(rest, "(")
			return name
		}
	}
	return ""
}
