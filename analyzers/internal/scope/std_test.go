package scope

import (
	"flag"
	"go/types"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
)

var (
	explore  = flag.String("explore", "sync context os/exec io net/textproto", "packages whose functions are all explored")
	scopesOf = flag.String("scopes", "internal/singleflight os/exec net/http/httptest text/template", "packages whose scopes are explored, or all of std, cmd and the corpus")
	in       = flag.String("in", "", "directory of the module of -scopes and -explore")
)

// loadTyped loads packages from source, and what they import from export data.
func loadTyped(t *testing.T, dir string, patterns ...string) []*packages.Package {
	t.Helper()
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadSyntax, Dir: dir}, patterns...)
	if err != nil {
		t.Fatal(err)
	}
	pkgs = slices.DeleteFunc(pkgs, func(p *packages.Package) bool {
		for _, err := range p.Errors {
			t.Logf("%s: %v", p.PkgPath, err)
		}
		return len(p.Errors) > 0
	})
	if len(pkgs) == 0 {
		t.Fatal("no packages")
	}
	return pkgs
}

// flowOf makes the SSA form of a package without that of what it imports.
func flowOf(t *testing.T, pkg *packages.Package) *flow.Package {
	t.Helper()
	return resultOf(t, flow.Analyzer, pkg, make(map[*analysis.Analyzer]any)).(*flow.Package)
}

// resultOf runs an analyzer without facts.
func resultOf(t *testing.T, a *analysis.Analyzer, pkg *packages.Package, done map[*analysis.Analyzer]any) any {
	t.Helper()
	if res, ok := done[a]; ok {
		return res
	}
	for _, dep := range a.Requires {
		resultOf(t, dep, pkg, done)
	}
	res, err := a.Run(&analysis.Pass{
		Analyzer: a, Fset: pkg.Fset, Files: pkg.Syntax, Pkg: pkg.Types, TypesInfo: pkg.TypesInfo, TypesSizes: pkg.TypesSizes,
		ResultOf:          done,
		Report:            func(analysis.Diagnostic) {},
		ImportObjectFact:  func(types.Object, analysis.Fact) bool { return false },
		ImportPackageFact: func(*types.Package, analysis.Fact) bool { return false },
		ExportObjectFact:  func(types.Object, analysis.Fact) {},
		ExportPackageFact: func(analysis.Fact) {},
	})
	if err != nil {
		t.Fatal(err)
	}
	if a.ResultType != nil && reflect.TypeOf(res) != a.ResultType {
		t.Fatalf("%s: result %T", a.Name, res)
	}
	done[a] = res
	return res
}

// Every function can be explored, whether it starts goroutines or not, and the
// engine never fails.
//
//	go test ./analyzers/internal/scope -run TestEveryFunction -explore std -v
func TestEveryFunction(t *testing.T) {
	n, whole := 0, 0
	for _, pkg := range loadTyped(t, *in, strings.Fields(*explore)...) {
		funcs, libs := make(map[*ssa.Function]*function), library()
		all := flowOf(t, pkg).Funcs
		slice := newSlicing(all, all, libs, false)
		for _, fn := range all {
			if len(fn.Blocks) == 0 {
				continue
			}
			m := newMachine(fn.Prog, funcs, libs, slice)
			m.maxSteps = 5000
			if m.explore(fn) {
				whole++
			}
			n++
			for why := range m.cuts {
				if strings.HasPrefix(why, "internal error") {
					t.Errorf("%s: %s", fn, why)
				}
			}
		}
	}
	t.Logf("%d functions are explored, %d of them completely", n, whole)
}

// corpusPatterns lists the packages of the corpus, those of the standard library and the go command among them.
func corpusPatterns(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "..", "testdata", "corpus", "modules.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	var patterns []string
	for line := range strings.Lines(string(data)) {
		if fields := strings.Split(strings.TrimSpace(line), "\t"); len(fields) == 3 && !strings.HasPrefix(line, "#") {
			patterns = append(patterns, fields[2])
		}
	}
	return strings.Join(patterns, " ")
}

// The bounds: how many functions are explored completely, and what they cost. A
// function is if every path of it is followed to the end but for more rounds of loops of
// unknown length; so is one that is no scope, as it has nothing to explore. What is
// open around it does not count against it.
//
//	go test ./analyzers/internal/scope -run TestBounds -scopes all -v
func TestBounds(t *testing.T) {
	if *scopesOf == "all" {
		*in, *scopesOf = filepath.Join("..", "..", "..", "testdata", "corpus"), corpusPatterns(t)
	}
	funcs, n, whole, slow, large := 0, 0, 0, "", ""
	var longest time.Duration
	var most uint64
	cuts := make(map[string]int)
	for _, pkg := range loadTyped(t, *in, strings.Fields(*scopesOf)...) {
		done := make(map[*analysis.Analyzer]any)
		funcs += len(resultOf(t, flow.Analyzer, pkg, done).(*flow.Package).Funcs)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		start := time.Now()
		res := resultOf(t, Analyzer, pkg, done).(*Package)
		if d := time.Since(start); d > longest {
			longest, slow = d, pkg.PkgPath
		}
		runtime.ReadMemStats(&after)
		if a := after.TotalAlloc - before.TotalAlloc; a > most {
			most, large = a, pkg.PkgPath
		}
		for _, s := range res.Scopes {
			n++
			if s.Complete {
				whole++
				continue
			}
			t.Logf("%s: %s: %d states, %d steps, %v", pkg.Fset.Position(s.Fn.Pos()), s.Fn.Name(), s.States, s.Steps, s.Cuts)
			for _, why := range slices.Sorted(maps.Keys(s.Cuts)) {
				cuts[why]++
			}
			if s.Steps == 0 {
				cuts["not begun"]++
			}
			if len(s.Cuts) == 0 && s.Steps > 0 {
				cuts["large"]++
			}
		}
	}
	if n == 0 {
		t.Fatal("no scopes")
	}
	t.Logf("%d functions, %.2f %% are explored completely or bring nothing together; %d scopes, %d explored completely (%.1f %%), longest package %s %v, most allocated for %s, %d MB in all, cuts %v",
		funcs, 100*float64(funcs-n+whole)/float64(funcs), n, whole, 100*float64(whole)/float64(n), slow, longest.Round(time.Millisecond), large, most>>20, cuts)
}
