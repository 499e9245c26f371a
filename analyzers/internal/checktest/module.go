package checktest

import (
	"errors"
	"fmt"
	"go/build"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"
)

// A Finding is a diagnostic with the names of things instead of positions.
type Finding struct {
	Check   string
	Kind    string
	Package string // import path
	Pos     token.Position
	Message string
}

func (f Finding) String() string {
	return fmt.Sprintf("%s:%d:%d: %s [%s]", filepath.Base(f.Pos.Filename), f.Pos.Line, f.Pos.Column, f.Message, f.Kind)
}

// Module runs the analyzers over packages of the module in dir, which must
// compile, and returns what they find in them.
func Module(t *testing.T, dir string, analyzers []*analysis.Analyzer, patterns ...string) []Finding {
	t.Helper()
	return find(t, &packages.Config{Dir: dir}, analyzers, patterns)
}

// Fixtures does the same with packages below testdata/src, and their tests.
func Fixtures(t *testing.T, analyzers []*analysis.Analyzer, patterns ...string) []Finding {
	t.Helper()
	return find(t, &packages.Config{Dir: filepath.Join(Root(), "testdata", "src"), Env: Env(), Tests: true}, analyzers, patterns)
}

// Env is an environment in which the packages below testdata/src have the import
// paths by which they import each other.
func Env() []string {
	return append(os.Environ(), "GOPATH="+filepath.Join(Root(), "testdata"), "GO111MODULE=off", "GOWORK=off", "GOFLAGS=")
}

func find(t *testing.T, config *packages.Config, analyzers []*analysis.Analyzer, patterns []string) []Finding {
	t.Helper()
	config.Mode = packages.LoadAllSyntax
	pkgs, err := packages.Load(config, patterns...)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pkgs {
		for _, e := range p.Errors {
			t.Errorf("%s: %v", p.PkgPath, e)
		}
	}
	withoutStd(pkgs)
	findings, err := Analyze(analyzers, pkgs)
	if err != nil {
		t.Error(err)
	}
	return findings
}

// withoutStd takes the standard library out of what packages import, so that it
// is not analysed: no check depends on that, and go vet does not do it either.
func withoutStd(pkgs []*packages.Package) {
	std := filepath.Join(build.Default.GOROOT, "src") + string(filepath.Separator)
	packages.Visit(pkgs, nil, func(p *packages.Package) {
		maps.DeleteFunc(p.Imports, func(_ string, imported *packages.Package) bool {
			return len(imported.GoFiles) == 0 || strings.HasPrefix(imported.GoFiles[0], std)
		})
	})
}

// Analyze runs the analyzers over packages that are loaded. What it returns is
// complete if there is no error.
func Analyze(analyzers []*analysis.Analyzer, pkgs []*packages.Package) ([]Finding, error) {
	graph, err := checker.Analyze(analyzers, pkgs, nil)
	if err != nil {
		return nil, err
	}
	var findings []Finding
	var errs []error
	for _, act := range graph.Roots {
		if act.Err != nil {
			errs = append(errs, fmt.Errorf("%v: %w", act, act.Err))
		}
		for _, d := range act.Diagnostics {
			findings = append(findings, Finding{
				Check:   act.Analyzer.Name,
				Kind:    d.Category,
				Package: act.Package.PkgPath,
				Pos:     act.Package.Fset.Position(d.Pos),
				Message: d.Message,
			})
		}
	}
	return findings, errors.Join(errs...)
}
