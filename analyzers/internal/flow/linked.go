package flow

import (
	"go/ast"
	"go/types"
	"strings"
)

// linked finds the functions and variables that a directive hands to others, whatever their names look like:
// go:linkname to other packages (cmd/compile, Linkname Directive), export to C (cmd/cgo, C references to Go).
func linked(pkg *types.Package, files []*ast.File) map[types.Object]bool {
	var found map[types.Object]bool
	for _, f := range files {
		for _, group := range f.Comments {
			for _, c := range group.List {
				text, ok := strings.CutPrefix(c.Text, "//go:linkname ")
				if !ok {
					text, ok = strings.CutPrefix(c.Text, "//export ")
				}
				if !ok {
					continue
				}
				name, _, _ := strings.Cut(strings.TrimSpace(text), " ")
				if obj := pkg.Scope().Lookup(name); obj != nil {
					if found == nil {
						found = make(map[types.Object]bool)
					}
					found[obj] = true
				}
			}
		}
	}
	return found
}
