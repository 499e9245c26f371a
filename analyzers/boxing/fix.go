package boxing

import (
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// edits are what makes a package usable at a place.
type edits struct {
	name string // of the package there
	add  []analysis.TextEdit
}

// importEdits makes the package usable where n is. It returns nil where that
// is not safe: the name means something else there, or it would have to be
// imported into a file without imports.
func (c *checker) importEdits(n ast.Node, path string) *edits {
	file := c.fileOf(n.Pos())
	if file == nil {
		return nil
	}
	for _, spec := range file.Imports {
		if p, err := strconv.Unquote(spec.Path.Value); err != nil || p != path {
			continue
		}
		name := path
		if spec.Name != nil {
			name = spec.Name.Name
		}
		if name == "_" || name == "." || !c.means(n.Pos(), name, path) {
			return nil
		}
		return &edits{name: name}
	}
	if !c.means(n.Pos(), path, "") {
		return nil
	}
	edit, ok := importEdit(file, path)
	if !ok {
		return nil
	}
	return &edits{name: path, add: []analysis.TextEdit{edit}}
}

func (c *checker) fileOf(pos token.Pos) *ast.File {
	for _, f := range c.Files {
		if f.FileStart <= pos && pos < f.FileEnd {
			return f
		}
	}
	return nil
}

// means reports whether at pos the name is that of the imported package, or
// free if the path is empty.
func (c *checker) means(pos token.Pos, name, path string) bool {
	scope := c.Pkg.Scope().Innermost(pos)
	if scope == nil {
		return false
	}
	_, obj := scope.LookupParent(name, pos)
	if path == "" {
		return obj == nil
	}
	pkg, ok := obj.(*types.PkgName)
	return ok && pkg.Imported().Path() == path
}

// importEdit adds an import of the path, among those of its group in order.
func importEdit(file *ast.File, path string) (analysis.TextEdit, bool) {
	for _, decl := range file.Decls {
		decl, ok := decl.(*ast.GenDecl)
		if !ok || decl.Tok != token.IMPORT || len(decl.Specs) == 0 {
			continue
		}
		if !decl.Lparen.IsValid() {
			return analysis.TextEdit{Pos: decl.End(), End: decl.End(), NewText: []byte("\nimport " + strconv.Quote(path))}, true
		}
		for i, spec := range decl.Specs {
			spec := spec.(*ast.ImportSpec)
			p, err := strconv.Unquote(spec.Path.Value)
			if err != nil || spec.Doc != nil {
				return analysis.TextEdit{}, false
			}
			if p > path || strings.Contains(p, ".") {
				return analysis.TextEdit{Pos: spec.Pos(), End: spec.Pos(), NewText: []byte(strconv.Quote(path) + "\n\t")}, true
			}
			if i == len(decl.Specs)-1 {
				return analysis.TextEdit{Pos: spec.End(), End: spec.End(), NewText: []byte("\n\t" + strconv.Quote(path))}, true
			}
		}
	}
	return analysis.TextEdit{}, false
}

// stillUsed reports whether the file uses fmt for something that no fix of
// this check takes away.
func (c *checker) stillUsed(pos token.Pos) bool {
	used := false
	ast.Inspect(c.fileOf(pos), func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		if !ok || used {
			return !used
		}
		if id, ok := sel.X.(*ast.Ident); ok && sel.Sel.Name != "Sprint" && sel.Sel.Name != "Sprintf" {
			pkg, ok := c.TypesInfo.Uses[id].(*types.PkgName)
			used = ok && pkg.Imported().Path() == "fmt"
		}
		return !used
	})
	return used
}

// hasComment reports whether there is a comment between the positions.
func (c *checker) hasComment(from, to token.Pos) bool {
	for _, group := range c.fileOf(from).Comments {
		if from <= group.Pos() && group.End() <= to {
			return true
		}
	}
	return false
}
