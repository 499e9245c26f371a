package corpus

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/gocorelint/gocorelint/analyzers"
)

// FuzzSuite runs all checks on one file in a driver that knows no module.
// The seeds are the fixtures, and the odd code.
func FuzzSuite(f *testing.F) {
	testdata := filepath.Join(Dir(), "..")
	for _, dir := range []string{"src", "odd"} {
		err := filepath.WalkDir(filepath.Join(testdata, dir), func(path string, _ fs.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(path, ".go") {
				return err
			}
			data, err := os.ReadFile(path)
			f.Add(data)
			return err
		})
		if err != nil {
			f.Fatal(err)
		}
	}
	fset := token.NewFileSet()
	imports := importer.ForCompiler(fset, "gc", nil)
	f.Fuzz(func(t *testing.T, src []byte) {
		pkg := load(fset, imports, src)
		if pkg == nil {
			t.Skip("not a package")
		}
		runSuite(t, pkg)
	})
}

// runSuite runs all checks on a package. None may fail.
func runSuite(t *testing.T, pkg *packages.Package) {
	t.Helper()
	var suite []*analysis.Analyzer
	for _, c := range analyzers.Checks() {
		suite = append(suite, c.Analyzer)
	}
	said := stderr(t, func() {
		graph, err := checker.Analyze(suite, []*packages.Package{pkg}, nil)
		if err != nil {
			t.Fatal(err)
		}
		for action := range graph.All() {
			if action.Err != nil {
				t.Errorf("%v: %v", action, action.Err)
			}
		}
	})
	if strings.Contains(said, internalError) {
		t.Error(said)
	}
}

// stderr returns what f prints to standard error, which is the only place where
// a check that recovers tells of it.
func stderr(t *testing.T, f func()) string {
	t.Helper()
	file, err := os.Create(filepath.Join(t.TempDir(), "stderr"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	real := os.Stderr
	os.Stderr = file
	defer func() { os.Stderr = real }()
	f()
	data, err := os.ReadFile(file.Name())
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// load returns nil for what the go command would not give to a driver.
func load(fset *token.FileSet, imports types.Importer, src []byte) *packages.Package {
	file, err := parser.ParseFile(fset, "fuzz.go", src, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil
	}
	info := &types.Info{
		Types:        make(map[ast.Expr]types.TypeAndValue),
		Instances:    make(map[*ast.Ident]types.Instance),
		Defs:         make(map[*ast.Ident]types.Object),
		Uses:         make(map[*ast.Ident]types.Object),
		Implicits:    make(map[ast.Node]types.Object),
		Selections:   make(map[*ast.SelectorExpr]*types.Selection),
		Scopes:       make(map[ast.Node]*types.Scope),
		FileVersions: make(map[*ast.File]string),
	}
	sizes := types.SizesFor("gc", "amd64")
	config := &types.Config{Importer: imports, Sizes: sizes, GoVersion: "go1.26"}
	pkg, err := config.Check("fuzz", fset, []*ast.File{file}, info)
	if err != nil {
		return nil
	}
	return &packages.Package{
		ID: "fuzz", PkgPath: "fuzz", Name: pkg.Name(),
		Fset: fset, Syntax: []*ast.File{file}, Types: pkg, TypesInfo: info, TypesSizes: sizes,
	}
}
