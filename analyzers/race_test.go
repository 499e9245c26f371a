package analyzers_test

import (
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

// The tests of the race detector in the Go distribution say in their names which
// of them have a race. No check that reports races may find one in the others.
func TestRaceDetectorTests(t *testing.T) {
	var checks []*analysis.Analyzer
	for _, c := range analyzers.Checks() {
		if slices.Contains([]string{"atomicrmw", "copysync", "goshare", "guardedby", "locallock", "mixedatomic", "poolmisuse"}, c.Name) {
			checks = append(checks, c.Analyzer)
		}
	}
	dir := t.TempDir()
	files, err := filepath.Glob(filepath.Join(build.Default.GOROOT, "src", "runtime", "race", "testdata", "*_test.go"))
	if err != nil || len(files) < 20 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	// They are of package runtime, and exist with -race only.
	race := strings.NewReplacer("runtime.RaceDisable()", "runtime.Gosched()", "runtime.RaceEnable()", "runtime.Gosched()")
	for _, name := range files {
		if base := filepath.Base(name); base == "synctest_test.go" || base == "cgo_test.go" {
			continue // they import what only the standard library can
		}
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		// Not tests any more: checks that leave tests alone are asked too.
		name = strings.TrimSuffix(filepath.Base(name), "_test.go") + "cases.go"
		if err := os.WriteFile(filepath.Join(dir, name), []byte(race.Replace(string(data))), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module races\n\ngo 1.26\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	found, missed := make(map[string]bool), 0
	for _, f := range checktest.Module(t, dir, checks, ".") {
		fn := function(t, f.Pos)
		if strings.HasPrefix(fn, "TestNoRace") {
			t.Errorf("%s has no race: %s", fn, f)
		}
		found[fn] = true
	}
	for _, fn := range racy(t, dir) {
		if !found[fn] {
			missed++
		}
	}
	t.Logf("found %d, missed %d", len(found), missed)
}

// function names the function at a position.
func function(t *testing.T, pos token.Position) string {
	for _, fn := range functionsOf(t, token.NewFileSet(), pos.Filename) {
		if fn.from <= pos.Line && pos.Line <= fn.to {
			return fn.name
		}
	}
	return ""
}

// racy lists the tests that have a race.
func racy(t *testing.T, dir string) []string {
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, name := range files {
		for _, fn := range functionsOf(t, token.NewFileSet(), name) {
			if strings.HasPrefix(fn.name, "TestRace") {
				names = append(names, fn.name)
			}
		}
	}
	return names
}

type lines struct {
	name     string
	from, to int
}

func functionsOf(t *testing.T, fset *token.FileSet, name string) []lines {
	t.Helper()
	file, err := parser.ParseFile(fset, name, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var list []lines
	for _, decl := range file.Decls {
		if fn, ok := decl.(*ast.FuncDecl); ok {
			list = append(list, lines{fn.Name.Name, fset.Position(fn.Pos()).Line, fset.Position(fn.End()).Line})
		}
	}
	return list
}
