package proof

import (
	"fmt"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A tree is a workspace of modules in a folder of its own. Each fixture keeps
// its import path: the first element is the name of the check, which is a
// module.
type tree struct {
	dir     string
	modules map[string]bool
}

func newTree(dir string) *tree { return &tree{dir: dir, modules: make(map[string]bool)} }

// add writes a package. A package that is imported from elsewhere, as a
// library that the fixtures stand in for, is a module of its own.
func (t *tree) add(importPath string, files map[string][]byte) error {
	module, _, _ := strings.Cut(importPath, "/")
	if strings.Contains(module, ".") {
		module = importPath
	}
	dir := filepath.Join(t.dir, filepath.FromSlash(importPath))
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	if !t.modules[module] {
		t.modules[module] = true
		root := filepath.Join(t.dir, filepath.FromSlash(module))
		if err := os.WriteFile(filepath.Join(root, "go.mod"), fmt.Appendf(nil, "module %s\n\ngo 1.26\n", module), 0o644); err != nil {
			return err
		}
	}
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// finish writes the file that makes the modules one workspace.
func (t *tree) finish() error {
	var b strings.Builder
	b.WriteString("go 1.26\n\n")
	var names []string
	for name := range t.modules {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		fmt.Fprintf(&b, "use ./%s\n", name)
	}
	return os.WriteFile(filepath.Join(t.dir, "go.work"), []byte(b.String()), 0o644)
}

// testSuffix is what the file of a test is called in a package that is
// imported, where its functions can be called.
const testSuffix = "_test_go.go"

// importable makes a package of the files of a fixture that another can import
// and that hands out its functions: with another name if it is main, with its
// tests, and with the file zz_proof.go. No line moves.
func importable(files map[string][]byte, importPath string, claims []Claim) (map[string][]byte, error) {
	result := make(map[string][]byte, len(files)+1)
	name := ""
	for file, src := range files {
		if !strings.HasSuffix(file, ".go") {
			result[file] = src
			continue
		}
		fset := token.NewFileSet()
		syntax, err := parser.ParseFile(fset, file, src, parser.PackageClauseOnly)
		if err != nil {
			return nil, err
		}
		pkg := syntax.Name.Name
		switch base, isTest := strings.CutSuffix(file, "_test.go"); {
		case isTest && strings.HasSuffix(pkg, "_test"):
			continue // a package of its own
		case isTest:
			file = base + testSuffix
		}
		if pkg == "main" {
			pkg = "notmain"
			src = slices.Concat(src[:syntax.Name.Pos()-syntax.FileStart], []byte(pkg), src[syntax.Name.End()-syntax.FileStart:])
		}
		name = pkg
		result[file] = src
	}
	var b strings.Builder
	fmt.Fprintf(&b, "package %s\n\nimport zz_registry \"proofrun/registry\"\n\n", name)
	fmt.Fprintf(&b, "func init() {\n\tzz_registry.Add(%q, map[string]func(){\n", importPath)
	for _, c := range claims {
		switch {
		case !c.Kind.Runs():
		case c.Kind == Observe:
			fmt.Fprintf(&b, "\t\t%q: func() { zz_registry.Observed = %s() },\n", c.Func, c.Func)
		default:
			fmt.Fprintf(&b, "\t\t%q: func() { %s() },\n", c.Func, c.Func)
		}
	}
	b.WriteString("\t})\n}\n")
	result[harnessFile] = []byte(b.String())
	return result, nil
}

// harnessFile is the generated file in each package.
const harnessFile = "zz_proof.go"
