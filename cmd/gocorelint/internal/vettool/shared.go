package vettool

import (
	"encoding/json"
	"go/parser"
	"go/token"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// sharesResults reports whether go vet will take the results of this run, in
// which the package is only imported, for those of a run that names it.
//
// The key of go vet's cache (cmd/go/internal/work, (*Builder).vet, as of Go
// 1.26) does not say which of the two a run was. After "go vet ./app",
// "go vet ./lib" finds the empty output for an imported lib, and is silent
// about all that is wrong there. A package with tests of its own is safe,
// since these are part of the key when it is named. Packages of other modules
// are hardly ever named; see the flag -scope.
func (d *dependency) sharesResults() bool {
	return d.ModulePath != "" && d.ModuleVersion == "" &&
		!strings.Contains(d.ID, " [") && // compiled again for a test
		!d.hasTests()
}

// hasTests reports whether files _test.go belong to the package itself.
func (d *dependency) hasTests() bool {
	files, err := os.ReadDir(d.Dir)
	if err != nil {
		return false
	}
	for _, entry := range files {
		name, file := entry.Name(), filepath.Join(d.Dir, entry.Name())
		if !strings.HasSuffix(name, "_test.go") || name[0] == '.' || name[0] == '_' || slices.Contains(d.IgnoredFiles, file) {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.PackageClauseOnly)
		if err == nil && !strings.HasSuffix(f.Name.Name, "_test") {
			return true
		}
	}
	return false
}

// asNamed makes the run one that reports findings too, so that what go vet
// keeps is right for both. It returns the name of the new unit file.
func (d *dependency) asNamed() string {
	data, err := os.ReadFile(d.file)
	if err != nil {
		log.Fatal(err)
	}
	var config map[string]json.RawMessage // also what this x/tools does not know
	if err := json.Unmarshal(data, &config); err != nil {
		log.Fatal(err)
	}
	config["VetxOnly"] = json.RawMessage("false")
	if data, err = json.Marshal(config); err != nil {
		log.Fatal(err)
	}
	named := strings.TrimSuffix(d.file, ".cfg") + ".named.cfg"
	if err := os.WriteFile(named, data, 0o666); err != nil {
		log.Fatal(err)
	}
	return named
}
