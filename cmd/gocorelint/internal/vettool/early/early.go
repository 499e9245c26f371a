// Package early ends the process before it has begun, where go vet asks for the version of the
// tool, and for units of which nothing
// is wanted: of ten packages that go vet has analysed because others import them, six are
// of std, and three of other modules and without facts.
//
// All that there is to do for such a unit is to write an empty file. What the
// process would cost is the initialisation of packages that the tool needs for
// other units. So it ends while packages are initialised. Of those that need
// nothing that is not initialised yet, Go takes the first by import path (Go specification,
// Program initialization): with so few imports this one comes before the
// checks, x/tools and Markdown. The script early.txt demands it.
package early

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"strings"

	"github.com/gocorelint/gocorelint/analyzers/foreign"
)

func init() {
	if version(os.Args) {
		os.Exit(0)
	}
	u, ok := read(os.Args[len(os.Args)-1])
	if !ok || !u.worthless() {
		return
	}
	if err := os.WriteFile(u.VetxOutput, nil, 0o666); err != nil {
		return // the tool will fail at the same, and say it
	}
	os.Exit(0)
}

// A unit is what matters here of unitchecker's Config.
type unit struct {
	Dir           string
	GoFiles       []string
	ModulePath    string
	ModuleVersion string
	ImportMap     map[string]string
	PackageVetx   map[string]string
	VetxOnly      bool
	VetxOutput    string
}

func read(file string) (u unit, ok bool) {
	if !strings.HasSuffix(file, ".cfg") {
		return u, false
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return u, false
	}
	return u, json.Unmarshal(data, &u) == nil
}

// worthless reports whether the unit is only imported and has nothing to tell.
//
// Whether units may be left out at all depends on the version of x/tools: from v0.50 on the
// types of each have to be written. That is for the tool to find out for
// packages that import nothing; others follow what they import.
func (u *unit) worthless() bool {
	if !u.VetxOnly {
		return false
	}
	left := 0 // imports that were left out
	for _, vetx := range u.PackageVetx {
		if info, err := os.Stat(vetx); err == nil && info.Size() == 0 {
			left++
		}
	}
	switch {
	case left == 0:
		return false
	case u.standard():
		return left == len(u.PackageVetx)
	case u.ModuleVersion != "": // another module than the user's
		files, err := Parse(u.GoFiles)
		return err == nil && !foreign.MayHaveFacts(files, Factual(u.ImportMap, u.PackageVetx))
	}
	return false
}

// standard reports whether the unit belongs to the standard library.
func (u *unit) standard() bool {
	const slash = string(os.PathSeparator)
	goroot := os.Getenv("GOROOT") // go vet sets it
	return u.ModulePath == "" && goroot != "" && strings.HasPrefix(u.Dir, goroot+slash+"src"+slash)
}

// Parse reads the files of a unit, without its types.
func Parse(names []string) ([]*ast.File, error) {
	var files []*ast.File
	fset := token.NewFileSet()
	for _, name := range names {
		file, err := parser.ParseFile(fset, name, nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		files = append(files, file)
	}
	return files, nil
}

// Factual makes the function that reports whether the package of an import path, or one that it imports, has
// functions that never return, from ImportMap and PackageVetx of the unit that imports it.
func Factual(importMap, vetx map[string]string) func(path string) bool {
	return func(path string) bool {
		if mapped, ok := importMap[path]; ok {
			path = mapped
		}
		facts, err := os.ReadFile(vetx[path])
		return err == nil && foreign.PassOn(facts)
	}
}
