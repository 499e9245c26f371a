package flow

import (
	"go/ast"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// NoRace reports whether the function, or the one that the literal is in, is kept from the race detector by a go:norace directive:
// its author knows of the data races in it.
func NoRace(fn *ssa.Function) bool {
	decl, ok := Outermost(fn).Syntax().(*ast.FuncDecl)
	if !ok || decl.Doc == nil {
		return false
	}
	for _, c := range decl.Doc.List {
		if strings.TrimSpace(c.Text) == "//go:norace" {
			return true
		}
	}
	return false
}

// Outermost is the function in whose declaration a literal is written, and any other function itself.
func Outermost(fn *ssa.Function) *ssa.Function {
	for fn.Parent() != nil {
		fn = fn.Parent()
	}
	return fn
}
