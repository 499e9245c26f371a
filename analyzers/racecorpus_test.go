package analyzers_test

import (
	"fmt"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/gocorelint/gocorelint/analyzers"
	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
)

// stateChecks are the checks whose findings are data races, or are none.
var stateChecks = []string{"atomicrmw", "atomicvalue", "goshare", "guardedby", "locallock", "mixedatomic", "oncemisuse", "poolmisuse", "sendalias", "syncmapcheck"}

// The tests of the race detector in the Go distribution: functions named
// TestRace… have a data race, those named TestNoRace… have none, and a finding there is
// wrong. Most races there are between fields, elements and hand-made orders, which
// the checks leave to the detector. With -v each function is listed.
func TestRaceCorpus(t *testing.T) {
	dir := t.TempDir()
	racy := raceCorpus(t, dir)
	t.Setenv("GOFLAGS", "-tags=race") // they call the detector
	found := make(map[string][]string)
	for _, f := range checktest.Module(t, dir, only(stateChecks), "./...") {
		fn := functionAt(t, f.Pos)
		if fn == "" {
			continue // a helper of several
		}
		found[fn] = append(found[fn], f.Check)
		if isRacy, ok := racy[fn]; ok && !isRacy {
			t.Errorf("%s has no data race: %s", fn, f)
		}
	}
	races, hits := 0, 0
	for fn, isRacy := range racy {
		if !isRacy {
			continue
		}
		races++
		verdict := "missed"
		if len(found[fn]) > 0 {
			hits++
			verdict = "found by " + strings.Join(slices.Compact(found[fn]), ", ")
		}
		if testing.Verbose() {
			fmt.Println(fn, verdict)
		}
	}
	t.Logf("found %d, missed %d of %d functions with races; %d functions without", hits, races-hits, races, len(racy)-races)
	if hits < minRaces {
		t.Errorf("found %d races, want at least %d", hits, minRaces)
	}
}

// minRaces is how many functions with races the checks found when they were measured.
const minRaces = 100

func only(names []string) []*analysis.Analyzer {
	var list []*analysis.Analyzer
	for _, c := range analyzers.Checks() {
		if slices.Contains(names, c.Name) {
			list = append(list, c.Analyzer)
		}
	}
	return list
}

// raceCorpus writes the tests as an ordinary package, and says which functions
// have a race.
func raceCorpus(t *testing.T, dir string) map[string]bool {
	t.Helper()
	files, _ := filepath.Glob(filepath.Join(build.Default.GOROOT, "src", "runtime", "race", "testdata", "*_test.go"))
	if len(files) < 20 {
		t.Fatalf("%d files of the race detector's tests", len(files))
	}
	racy := make(map[string]bool)
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		syntax, err := parser.ParseFile(token.NewFileSet(), file, source, 0)
		if err != nil {
			t.Fatal(err)
		}
		if slices.ContainsFunc(syntax.Imports, func(imp *ast.ImportSpec) bool { return strings.Contains(imp.Path.Value, "internal/") }) {
			continue // not for us
		}
		for _, decl := range syntax.Decls {
			if fn, ok := decl.(*ast.FuncDecl); ok {
				switch {
				case strings.HasPrefix(fn.Name.Name, "TestRace"):
					racy[fn.Name.Name] = true
				case strings.HasPrefix(fn.Name.Name, "TestNoRace"):
					racy[fn.Name.Name] = false
				}
			}
		}
		name := strings.TrimSuffix(filepath.Base(file), "_test.go") + ".go"
		if err := os.WriteFile(filepath.Join(dir, name), source, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module race\n\ngo 1.26\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	return racy
}

// functionAt is the function of the file around the position.
func functionAt(t *testing.T, pos token.Position) string {
	t.Helper()
	fset := token.NewFileSet()
	syntax, err := parser.ParseFile(fset, pos.Filename, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, decl := range syntax.Decls {
		if fn, ok := decl.(*ast.FuncDecl); ok && fset.Position(fn.Pos()).Line <= pos.Line && pos.Line <= fset.Position(fn.End()).Line {
			return fn.Name.Name
		}
	}
	return ""
}
