package vettool

import (
	"encoding/gob"
	"encoding/json"
	"log"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"

	"golang.org/x/mod/semver"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/gocorelint/gocorelint/analyzers"
	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/suite"
	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/vettool/early/parsed"
)

// A dependency is a unit that is only imported by what the user named.
type dependency struct {
	file string
	*unitchecker.Config
}

// readUnit returns nil for what is no unit.
func readUnit(file string) *unitchecker.Config {
	if !isUnit(file) {
		return nil
	}
	data, err := os.ReadFile(file)
	if err != nil {
		log.Fatal(err)
	}
	config := new(unitchecker.Config)
	if err := json.Unmarshal(data, config); err != nil {
		log.Fatalf("cannot decode JSON config file %s: %v", file, err)
	}
	return config
}

// asDependency returns nil for a unit that the user named, and for none.
func asDependency(file string, unit *unitchecker.Config) *dependency {
	if unit == nil || !unit.VetxOnly {
		return nil
	}
	return &dependency{file, unit}
}

// exportFacts writes the facts that the chosen checks want of the unit, and
// exits. Only the engines run that produce facts: unitchecker by itself would
// run every check that uses one.
func (d *dependency) exportFacts(chosen suite.Suite) {
	if d.standard() {
		chosen = nil // where it can't be skipped, unitchecker still writes its types
	}
	producers := factProducers(chosen)
	for _, a := range producers {
		for _, fact := range a.FactTypes {
			gob.Register(fact) // packages that it imports may have been named, and have facts of every kind
		}
	}
	if d.foreign() {
		if parsed.Files != nil { // else unitchecker knows what to say of them
			producers = analyzers.WorthForeign(producers, parsed.Files, parsed.Factual(d.ImportMap, d.PackageVetx))
		}
		if len(producers) == 0 && !exportsTypes(toolsVersion()) {
			d.exportNothing()
		}
	}
	unitchecker.Run(d.file, producers)
}

// foreign reports whether the unit belongs to another module than the user's.
func (d *dependency) foreign() bool { return d.ModuleVersion != "" }

// exportNothing leaves the unit out, and exits. What the standard library does
// is known from tables: not to analyse it halves the time of a first run.
func (d *dependency) exportNothing() {
	if err := os.WriteFile(d.VetxOutput, nil, 0o666); err != nil {
		log.Fatal(err)
	}
	os.Exit(0)
}

// standard reports whether the unit belongs to the standard library. go vet
// runs its tools with GOROOT set; what lies elsewhere is none of it.
func (d *dependency) standard() bool {
	goroot := os.Getenv("GOROOT")
	return goroot != "" && d.ModulePath == "" &&
		strings.HasPrefix(d.Dir, filepath.Join(goroot, "src")+string(filepath.Separator))
}

// factProducers returns the analyzers with facts that the checks stand on.
func factProducers(checks suite.Suite) []*analysis.Analyzer {
	var producers []*analysis.Analyzer
	seen := make(map[*analysis.Analyzer]bool)
	var visit func(*analysis.Analyzer)
	visit = func(a *analysis.Analyzer) {
		if seen[a] {
			return
		}
		seen[a] = true
		if len(a.FactTypes) > 0 {
			producers = append(producers, a)
		}
		for _, required := range a.Requires {
			visit(required)
		}
	}
	for _, c := range checks {
		visit(c.Analyzer)
	}
	return producers
}

// exportsTypes reports whether unitchecker of that version of x/tools writes
// the types of a package beside its facts, and reads those of its imports
// there. Then no unit may be skipped. An unknown version counts as new.
func exportsTypes(version string) bool {
	return !semver.IsValid(version) || semver.Compare(version, "v0.50.0") >= 0
}

// toolsVersion is the version of x/tools in this executable: the user's module
// may raise it.
func toolsVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, m := range info.Deps {
		if m.Path != "golang.org/x/tools" {
			continue
		}
		if m.Replace != nil {
			m = m.Replace
		}
		return m.Version
	}
	return ""
}
