package analyzers

import (
	"go/ast"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/gocorelint/gocorelint/analyzers/internal/escape"
	"github.com/gocorelint/gocorelint/analyzers/internal/lockstate"
	"github.com/gocorelint/gocorelint/analyzers/internal/nocopy"
	nocopysyntax "github.com/gocorelint/gocorelint/analyzers/internal/nocopy/syntax"
	"github.com/gocorelint/gocorelint/analyzers/internal/noreturn"
	noreturnsyntax "github.com/gocorelint/gocorelint/analyzers/internal/noreturn/syntax"
	"github.com/gocorelint/gocorelint/analyzers/internal/results"
)

// WorthForeign returns those of the analyzers whose facts of a package of another module
// are worth checking its types, which is half the cost of a first run. It looks
// at syntax alone.
//
// factual reports whether the package of an import path has facts itself.
func WorthForeign(producers []*analysis.Analyzer, files []*ast.File, factual func(path string) bool) []*analysis.Analyzer {
	return slices.DeleteFunc(producers, func(a *analysis.Analyzer) bool {
		switch a {
		case noreturn.Analyzer:
			return !noreturnsyntax.MayExport(files, factual) // a fact missed here makes wrong findings
		case nocopy.Analyzer:
			return !nocopysyntax.MayExport(files)
		case escape.Analyzer, results.Analyzer, lockstate.Analyzer, lockstate.OrdersAnalyzer:
			return true // checks are silent on functions that are not known
		}
		return false
	})
}
