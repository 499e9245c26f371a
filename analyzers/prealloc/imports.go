package prealloc

import (
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// importSlices returns the name of package slices where the loop is, with the edit that imports
// it if the file doesn't yet; "" if the name means something else.
func (c *candidate) importSlices() (name string, edits []analysis.TextEdit) {
	for _, imp := range c.file.Imports {
		if imp.Path.Value == `"slices"` {
			name = "slices"
			if imp.Name != nil {
				name = imp.Name.Name
			}
		}
	}
	scope := c.pass.Pkg.Scope().Innermost(c.loop.Pos())
	if scope == nil || name == "." || name == "_" {
		return "", nil
	}
	if name != "" {
		_, obj := scope.LookupParent(name, c.loop.Pos())
		if _, ok := obj.(*types.PkgName); !ok {
			return "", nil
		}
		return name, nil
	}
	if _, obj := scope.LookupParent("slices", c.loop.Pos()); obj != nil {
		return "", nil
	}
	return "slices", []analysis.TextEdit{addImport(c.file, "slices")}
}

// addImport adds an import to the first group, in its order.
func addImport(file *ast.File, path string) analysis.TextEdit {
	insert := func(pos token.Pos, text string) analysis.TextEdit {
		return analysis.TextEdit{Pos: pos, End: pos, NewText: []byte(text)}
	}
	quoted := strconv.Quote(path)
	for _, decl := range file.Decls {
		gen, ok := decl.(*ast.GenDecl)
		if !ok || gen.Tok != token.IMPORT || len(gen.Specs) == 0 || importsC(gen) {
			continue
		}
		if !gen.Lparen.IsValid() {
			return insert(gen.Pos(), "import "+quoted+"\n")
		}
		for _, spec := range gen.Specs {
			spec := spec.(*ast.ImportSpec)
			if spec.Name == nil && spec.Doc == nil && spec.Path.Value > quoted {
				return insert(spec.Pos(), quoted+"\n\t")
			}
			if strings.Contains(spec.Path.Value, ".") {
				break
			}
		}
		return insert(gen.Lparen+1, "\n\t"+quoted)
	}
	return insert(file.Name.End(), "\n\nimport "+quoted)
}

func importsC(gen *ast.GenDecl) bool {
	return gen.Specs[0].(*ast.ImportSpec).Path.Value == `"C"`
}
