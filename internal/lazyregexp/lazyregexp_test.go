package lazyregexp_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/gocorelint/gocorelint/internal/lazyregexp"
)

func TestRegexp(t *testing.T) {
	r := lazyregexp.New(`^(\w+)=(\w+)$`)
	if !r.MatchString("a=b") || r.MatchString("a") {
		t.Error("matches something else")
	}
	if m := r.FindStringSubmatch("a=b"); len(m) != 3 || m[2] != "b" {
		t.Errorf("found %q", m)
	}
}

// What is compiled late is wrong late, so every expression of the module is
// tried here; and none is compiled before main, which each start would pay for.
func TestExpressions(t *testing.T) {
	tried := 0
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "testdata" || d.Name() == "proof") {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		for _, decl := range file.Decls {
			decl, ok := decl.(*ast.GenDecl)
			if !ok || decl.Tok != token.VAR {
				continue
			}
			ast.Inspect(decl, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.FuncLit:
					return false
				case *ast.CallExpr:
					sel, ok := n.Fun.(*ast.SelectorExpr)
					if !ok {
						return true
					}
					switch pkg, _ := sel.X.(*ast.Ident); {
					case pkg == nil:
					case pkg.Name == "regexp":
						t.Errorf("%s: compiled at each start of the tool: use lazyregexp.New", name)
					case pkg.Name == "lazyregexp":
						expr, err := strconv.Unquote(n.Args[0].(*ast.BasicLit).Value)
						if err == nil {
							_, err = regexp.Compile(expr)
						}
						if err != nil {
							t.Errorf("%s: %v", name, err)
						}
						tried++
					}
				}
				return true
			})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if tried < 20 {
		t.Errorf("only %d expressions were seen", tried)
	}
}
