// Package foreign tells without types which packages of other modules have facts for
// the checks. It needs no other package of this module but tables, so that this is known
// before the checks are initialised.
package foreign

import (
	"bytes"
	"go/ast"

	nocopy "github.com/gocorelint/gocorelint/analyzers/internal/nocopy/syntax"
	noreturn "github.com/gocorelint/gocorelint/analyzers/internal/noreturn/syntax"
)

// MayHaveFacts reports whether a package may have facts that matter to those which
// import it from another module, by its files.
//
// factual reports whether the package of an import path has facts itself that PassOn finds.
func MayHaveFacts(files []*ast.File, factual func(path string) bool) bool {
	return noreturn.MayExport(files, factual) || nocopy.MayExport(files)
}

// PassOn reports whether facts, as gob has encoded them, make other packages have facts that call what they are about: functions
// that never return. Of the others each package has its own.
func PassOn(facts []byte) bool { return bytes.Contains(facts, []byte(noreturn.FactMark)) }
