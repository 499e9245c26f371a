// Package foreign tells without types which packages of other modules have facts for
// the checks. It needs no other package of this module but tables, so that this is known
// before the checks are initialised.
package foreign

import (
	"go/ast"

	nocopy "github.com/gocorelint/gocorelint/analyzers/internal/nocopy/syntax"
	noreturn "github.com/gocorelint/gocorelint/analyzers/internal/noreturn/syntax"
)

// MayHaveFacts reports whether a package may have facts that matter to those which
// import it from another module, by its files.
//
// factual reports whether the package of an import path has facts itself.
func MayHaveFacts(files []*ast.File, factual func(path string) bool) bool {
	return noreturn.MayExport(files, factual) || nocopy.MayExport(files)
}
