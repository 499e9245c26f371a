package scope_test

import (
	"flag"
	"fmt"
	"go/build"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/gocorelint/gocorelint/analyzers/internal/scope"
)

var only = flag.String("only", "", "print the schedules of this kernel")

// load explores a package of files that are copied to a module of their own.
func load(t *testing.T, files ...string) (*scope.Package, *packages.Package) {
	t.Helper()
	dir := t.TempDir()
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, filepath.Base(f)), data, 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module goker\n\ngo 1.26\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadAllSyntax, Dir: dir}, ".")
	if err != nil {
		t.Fatal(err)
	}
	var res *scope.Package
	probe := &analysis.Analyzer{Name: "probe", Doc: "x", Requires: []*analysis.Analyzer{scope.Analyzer}, Run: func(pass *analysis.Pass) (any, error) {
		res = pass.ResultOf[scope.Analyzer].(*scope.Package)
		return nil, nil
	}}
	graph, err := checker.Analyze([]*analysis.Analyzer{probe}, pkgs, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range graph.Roots {
		if r.Err != nil {
			t.Fatal(r.Err)
		}
	}
	return res, pkgs[0]
}

func leakDir() string {
	return filepath.Join(build.Default.GOROOT, "src", "runtime", "testdata", "testgoroutineleakprofile")
}

// sample has kernels of each kind of object; the checks' own test has all.
const sample = "cockroach1055,cockroach13197,etcd7902,hugo5379,istio18454,kubernetes11298,kubernetes26980,moby4951,serving2137"

// Kernels of the leak corpus. With -only and -v, findings, schedules and the cost
// of each scope are printed.
func TestKernels(t *testing.T) {
	kernels := sample
	if *only != "" {
		kernels = *only
	}
	for kernel := range strings.SplitSeq(kernels, ",") {
		res, pkg := load(t, filepath.Join(leakDir(), "goker", kernel+".go"), filepath.Join(leakDir(), "goker", "main.go"))
		if len(res.Findings) == 0 {
			t.Errorf("%s: nothing is found", kernel)
		}
		if testing.Verbose() {
			print(kernel, res, pkg)
		}
	}
}

func print(kernel string, res *scope.Package, pkg *packages.Package) {
	fmt.Printf("== %s: %d findings\n", kernel, len(res.Findings))
	for _, f := range res.Findings {
		fmt.Printf("   %s line %d in %s, made line %d, %d steps\n", f.Op, pkg.Fset.Position(f.Pos).Line, f.Root, pkg.Fset.Position(f.Make).Line, len(f.Steps))
		for _, o := range f.Other {
			fmt.Printf("      with %s line %d\n", o.Op, pkg.Fset.Position(o.Pos).Line)
		}
		if *only != "" {
			for _, s := range f.Steps {
				fmt.Printf("      go@%d: line %d %s (with %d)\n", pkg.Fset.Position(s.Go).Line, pkg.Fset.Position(s.Pos).Line, s.Op, pkg.Fset.Position(s.With).Line)
			}
		}
	}
	if len(res.Findings) == 0 || *only != "" {
		for _, s := range res.Scopes {
			fmt.Printf("   scope %s complete=%v states=%d steps=%d cuts=%v\n", s.Fn.Name(), s.Complete, s.States, s.Steps, s.Cuts)
		}
	}
}

// The patterns and micro tests of the runtime's own test of its leak profile.
// NoLeakGlobal waits at a global channel: it does not leak.
func TestPatterns(t *testing.T) {
	files := []string{"main.go", "simple.go", "commonpatterns.go", "stresstests.go"}
	for i, f := range files {
		files[i] = filepath.Join(leakDir(), f)
	}
	res, pkg := load(t, files...)
	if testing.Verbose() {
		print("patterns", res, pkg)
	}
	found := make(map[string]bool)
	for _, f := range res.Findings {
		name, _, _ := strings.Cut(strings.TrimPrefix(f.Root.RelString(pkg.Types), "goker."), "$")
		found[name] = true
	}
	for _, name := range []string{
		"NilRecv", "NilSend", "SelectNoCases",
		"ChanRecv", "ChanSend", "Select", "WaitGroup", "MutexStack", "MutexHeap", "RWMutexRLock", "RWMutexLock", "Cond", "Mixed",
		"noCloseRange", "workerLifecycle", "DoubleSend", "earlyReturn", "nCastLeak", "timeout", "spawnGC",
	} {
		if !found[name] {
			t.Errorf("nothing found in %s", name)
		}
	}
	for _, name := range []string{"NoLeakGlobal", "DaisyChain"} {
		if found[name] {
			t.Errorf("found something in %s", name)
		}
	}
	t.Logf("found: %q", slices.Sorted(maps.Keys(found)))
}

// Branches that matter to nothing decide nothing, and those that matter still do.
func TestDull(t *testing.T) {
	res, pkg := load(t, filepath.Join("testdata", "dull", "dull.go"))
	const most = 40
	for _, s := range res.Scopes {
		if !s.Complete || s.States > most {
			t.Errorf("%s: complete %v, %d states, want at most %d; %v", s.Fn.Name(), s.Complete, s.States, most, s.Cuts)
		}
	}
	data, err := os.ReadFile(filepath.Join("testdata", "dull", "dull.go"))
	if err != nil {
		t.Fatal(err)
	}
	var want, got []int
	for i, line := range strings.Split(string(data), "\n") {
		if strings.HasSuffix(line, "// found") {
			want = append(want, i+1)
		}
	}
	for _, f := range res.Findings {
		got = append(got, pkg.Fset.Position(f.Pos).Line)
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("found at lines %v, want %v", got, want)
	}
}

// What is a scope: a function that brings something together, and not one that hands on what it got.
func TestRoots(t *testing.T) {
	file := filepath.Join("testdata", "roots", "roots.go")
	res, pkg := load(t, file)
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	scopes := make(map[int]bool)
	for _, s := range res.Scopes {
		scopes[pkg.Fset.Position(s.Fn.Pos()).Line] = true
	}
	for i, line := range strings.Split(string(data), "\n") {
		_, comment, _ := strings.Cut(line, "{ // ")
		switch {
		case scopes[i+1] && !strings.HasPrefix(comment, "scope"):
			t.Errorf("line %d is a scope: %s", i+1, line)
		case !scopes[i+1] && strings.HasPrefix(comment, "scope"):
			t.Errorf("line %d is no scope: %s", i+1, line)
		}
	}
}
