// Package parsed ends the process for units of other modules that are only imported and, as their
// syntax shows, have no facts: of ten packages that go vet has analysed because others import
// them, three. As package early it does so while packages are initialised, but
// after go/parser and what else it needs for that.
package parsed

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"

	"github.com/gocorelint/gocorelint/analyzers/foreign"
	"github.com/gocorelint/gocorelint/cmd/gocorelint/internal/vettool/early"
)

func init() {
	u := early.Dependency
	if u == nil || u.ModuleVersion == "" { // the user's
		return
	}
	files, err := parse(u.GoFiles)
	if err != nil {
		return
	}
	leavesOut := u.LeftOut() > 0 || len(u.PackageVetx) == 0 && early.LeavesOut()
	if leavesOut && !mayHaveFacts(u, files) {
		u.End()
	}
	Files = files
}

// Files are those of a unit of another module that is only imported and has not been ended, without their
// types; nil for any other, and if there are errors in them.
var Files []*ast.File

func mayHaveFacts(u *early.Unit, files []*ast.File) bool {
	return foreign.MayHaveFacts(files, Factual(u.ImportMap, u.PackageVetx))
}

func parse(names []string) ([]*ast.File, error) {
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
