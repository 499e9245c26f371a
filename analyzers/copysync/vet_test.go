package copysync_test

import (
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/analysis/passes/copylock"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/txtar"

	"github.com/gocorelint/gocorelint/analyzers/copysync"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

// The bar is go vet's copylocks: on its own test data each finding of it is
// one of ours, at the same position, and there is no other.
func TestVetTestdata(t *testing.T) {
	testdata := filepath.Join(goList(t, "-m", "golang.org/x/tools"), "go", "analysis", "passes", "copylock", "testdata")
	src := filepath.Join(testdata, "src")
	for pkg, min := range map[string]int{"a": 60, "typeparams": 4, "issue67787": 0, "unfortunate": 2} {
		t.Run(pkg, func(t *testing.T) {
			if n := compare(t, testdata, "GO111MODULE=off GOPATH="+testdata, nil, pkg); n < min {
				t.Errorf("vet finds %d, want at least %d: is the test data still there?", n, min)
			}
		})
	}
	for name, min := range map[string]int{"go21.txtar": 2, "go22.txtar": 4} {
		t.Run(name, func(t *testing.T) {
			dir := extract(t, filepath.Join(src, "forstmt", name))
			if n := compare(t, dir, "GO111MODULE=on GOPROXY=off GOWORK=off", nil, "./..."); n < min {
				t.Errorf("vet finds %d, want at least %d: is the test data still there?", n, min)
			}
		})
	}
}

// The same on code that nobody wrote for vet: the test programs of the Go distribution's
// copylocks test and some packages of std.
func TestVetStd(t *testing.T) {
	if testing.Short() {
		t.Skip("loads many packages")
	}
	dir := goList(t, "cmd/vet/testdata/copylock")
	if n := compare(t, dir, "", nil, "cmd/vet/testdata/copylock"); n < 1 {
		t.Error("vet finds nothing in its own test")
	}
	compare(t, dir, "", beyondVet, "sync/...", "net/http", "go/types", "reflect")
}

// beyondVet are the kinds that vet has no counterpart for.
var beyondVet = []string{"sent", "elements", "generic", "overwritten-locked", "overwritten-once", "overwritten-waitgroup", "builder", "moved"}

// compare runs both analyzers and returns the number of vet's findings. Findings
// of the kinds in beyond are left out.
func compare(t *testing.T, dir, env string, beyond []string, patterns ...string) int {
	t.Helper()
	pkgs, err := packages.Load(&packages.Config{
		Mode: packages.LoadSyntax,
		Dir:  dir,
		Env:  append(os.Environ(), strings.Fields(env)...),
	}, patterns...)
	if err != nil {
		t.Fatal(err)
	}
	if len(pkgs) == 0 {
		t.Fatal("no packages")
	}
	ours := withoutSSA()
	graph, err := checker.Analyze([]*analysis.Analyzer{copylock.Analyzer, ours}, pkgs, nil)
	if err != nil {
		t.Fatal(err)
	}
	vet, have := make(map[string]bool), make(map[string]bool)
	for _, act := range graph.Roots {
		if act.Err != nil {
			t.Fatal(act.Err)
		}
		for _, d := range act.Diagnostics {
			at := act.Package.Fset.Position(d.Pos).String()
			switch {
			case act.Analyzer == copylock.Analyzer:
				vet[at] = true
			case !slices.Contains(beyond, d.Category):
				have[at] = true
			}
		}
	}
	for _, at := range slices.Sorted(maps.Keys(vet)) {
		if !have[at] {
			t.Errorf("%s: vet reports, we don't", at)
		}
	}
	for _, at := range slices.Sorted(maps.Keys(have)) {
		if !vet[at] {
			t.Errorf("%s: we report, vet doesn't", at)
		}
	}
	return len(vet)
}

// withoutSSA is the check without the engines that can't be built for code
// with type errors, which vet's test data is full of.
func withoutSSA() *analysis.Analyzer {
	a := copysync.New()
	a.RunDespiteErrors = true
	a.Requires = []*analysis.Analyzer{inspect.Analyzer, report.Files}
	return a
}

func goList(t *testing.T, args ...string) string {
	t.Helper()
	out, err := exec.Command("go", append([]string{"list", "-f", "{{.Dir}}"}, args...)...).Output()
	if err != nil {
		t.Fatalf("go list %v: %v", args, err)
	}
	return strings.TrimSpace(string(out))
}

func extract(t *testing.T, archive string) string {
	t.Helper()
	ar, err := txtar.ParseFile(archive)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, f := range ar.Files {
		if err := os.WriteFile(filepath.Join(dir, f.Name), f.Data, 0o644); err != nil {
			t.Fatal(fmt.Errorf("%s: %w", archive, err))
		}
	}
	return dir
}
