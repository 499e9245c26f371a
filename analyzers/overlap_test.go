package analyzers_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/internal/proof"
)

// staticcheckVersion is what the fixtures are compared with.
const staticcheckVersion = "v0.8.2"

// An other is a finding of another tool.
type other struct {
	file string
	line int
	tool string // "govet" or "staticcheck", as //nolint names them
	id   string // an analyzer or check
	text string
}

// What go vet or staticcheck finds by default is not found again in the same
// line of a fixture, unless the kind of finding names it in Also: the comments
// that silence one then silence both, and the page says so. Every name in Also
// is there for a reason that the fixtures show.
func TestOverlap(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds and runs staticcheck")
	}
	checks, err := proof.Suite(filepath.Join(root, "testdata")) // with all that can be asked for
	if err != nil {
		t.Fatal(err)
	}
	var patterns []string
	var all []*analysis.Analyzer
	also := make(map[string][]string) // by "check kind"
	shown := make(map[string]bool)    // "check kind name"
	for _, c := range checks {
		patterns = append(patterns, "./"+c.Analyzer.Name+"/...")
		all = append(all, c.Analyzer)
		for _, k := range kinds(t, c.Analyzer.Name) {
			also[c.Analyzer.Name+" "+k.id] = k.also
		}
	}
	others := slices.Concat(goVet(t, patterns), staticcheck(t, patterns))
	if len(others) == 0 {
		t.Fatal("go vet and staticcheck find nothing in the fixtures")
	}
	for _, f := range checktest.Fixtures(t, all, patterns...) {
		kind := f.Check + " " + f.Kind
		for _, o := range others {
			if o.file != f.Pos.Filename || o.line != f.Pos.Line {
				continue
			}
			shown[kind+" "+o.tool], shown[kind+" "+o.id] = true, true
			if !slices.Contains(also[kind], o.tool) || !slices.Contains(also[kind], o.id) {
				t.Errorf("%s: %s (%s) reports the same line, and the kind's Also does not name it: %s", f, o.tool, o.id, o.text)
			}
		}
	}
	for kind, names := range also {
		for _, name := range names {
			if !shown[kind+" "+name] {
				t.Errorf("%s: no fixture shows that %s reports the same", kind, name)
			}
		}
	}
}

func goVet(t *testing.T, patterns []string) []other {
	t.Helper()
	out := output(t, "go", append([]string{"vet", "-json"}, patterns...)...)
	var list []other
	for decoder := json.NewDecoder(bytes.NewReader(out)); ; {
		var packages map[string]map[string]json.RawMessage
		if err := decoder.Decode(&packages); errors.Is(err, io.EOF) {
			return list
		} else if err != nil {
			t.Fatalf("go vet: %v", err)
		}
		for path, analyzers := range packages {
			for id, raw := range analyzers {
				var diagnostics []struct{ Posn, Message string }
				if err := json.Unmarshal(raw, &diagnostics); err != nil {
					t.Fatalf("go vet, %s of %s: %s", id, path, raw)
				}
				for _, d := range diagnostics {
					o := other{tool: "govet", id: id, text: d.Message}
					file, position, _ := strings.Cut(d.Posn, ".go:")
					o.file = file + ".go"
					if _, err := fmt.Sscanf(position, "%d", &o.line); err != nil {
						t.Fatalf("go vet: position %q", d.Posn)
					}
					list = append(list, o)
				}
			}
		}
	}
}

func staticcheck(t *testing.T, patterns []string) []other {
	t.Helper()
	bin := t.TempDir()
	install := exec.Command("go", "install", "honnef.co/go/tools/cmd/staticcheck@"+staticcheckVersion)
	install.Env = append(os.Environ(), "GOBIN="+bin, "GOFLAGS=")
	if out, err := install.CombinedOutput(); err != nil {
		t.Fatalf("%v: %v\n%s", install.Args, err, out)
	}
	// Nobody calls the functions of fixtures: U1000 is about that, not about what
	// they do.
	args := append([]string{"-f", "json", "-fail", "none", "-checks", "inherit,-U1000"}, patterns...)
	out := output(t, filepath.Join(bin, "staticcheck"), args...)
	var list []other
	for line := range bytes.Lines(out) {
		var d struct {
			Code, Message string
			Location      struct {
				File string
				Line int
			}
		}
		if err := json.Unmarshal(line, &d); err != nil {
			t.Fatalf("staticcheck: %v: %s", err, line)
		}
		if d.Code == "compile" {
			t.Fatalf("staticcheck: %s:%d: %s", d.Location.File, d.Location.Line, d.Message)
		}
		list = append(list, other{d.Location.File, d.Location.Line, "staticcheck", d.Code, d.Message})
	}
	return list
}

// output runs a tool over fixtures.
func output(t *testing.T, name string, args ...string) []byte {
	t.Helper()
	cmd := exec.Command(name, args...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	cmd.Dir, cmd.Env = filepath.Join(checktest.Root(), "testdata", "src"), checktest.Env()
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %v\n%s", cmd.Args, err, &stderr)
	}
	return out
}
