package load_test

import (
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"

	"github.com/gocorelint/gocorelint/analyzers/internal/load"
)

func source(path string, files ...string) load.Source {
	s := load.Source{Path: path, Dir: "/" + path, Files: make(map[string][]byte)}
	for i := 0; i < len(files); i += 2 {
		s.Files[files[i]] = []byte(files[i+1])
	}
	return s
}

// below makes a root with packages of one file each.
func below(t *testing.T, packages ...string) string {
	t.Helper()
	root := t.TempDir()
	for i := 0; i < len(packages); i += 2 {
		dir := filepath.Join(root, "src", packages[i])
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "x.go"), []byte(packages[i+1]), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func TestLoad(t *testing.T) {
	root := below(t,
		"lib", "package lib\n\nimport \"deep\"\n\nfunc F() deep.T { return deep.T{} }\n",
		"deep", "package deep\n\ntype T struct{ N int }\n")
	pkgs, err := load.Config{Root: root}.Load([]load.Source{
		source("a",
			"a.go", "package a\n\nimport (\n\t\"fmt\"\n\t\"lib\"\n)\n\nfunc A() string { return fmt.Sprint(lib.F().N) + name }\n",
			"a_plan9.go", "package a\n\nconst name = 1\n",
			"a_other.go", "//go:build !plan9\n\npackage a\n\nconst name = \"x\"\n",
			"never.go", "//go:build never\n\npackage a\n\nthis is no Go\n",
			"notes.txt", "not Go either",
			"a_test.go", "package a\n\nimport \"testing\"\n\nfunc Inner() {}\n\nfunc TestA(t *testing.T) { A() }\n",
			"outer_test.go", "package a_test\n\nimport \"a\"\n\nfunc f() { a.Inner() }\n"),
		source("b", "b.go", "package b\n\nimport \"a\"\n\nvar X = a.A()\n"),
	})
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, p := range pkgs {
		ids = append(ids, p.ID)
		if p.Types == nil || !p.Types.Complete() || len(p.Syntax) != len(p.GoFiles) || p.Name != p.Types.Name() {
			t.Errorf("%s is not complete: %v, %d files", p.ID, p.Types, len(p.Syntax))
		}
	}
	if want := []string{"a", "a [a.test]", "a_test [a.test]", "b"}; !slices.Equal(ids, want) {
		t.Fatalf("%q, want %q", ids, want)
	}
	for i, want := range [][]string{{"lib"}, {"lib"}, {"a"}, {"a"}} {
		var imports []string
		for path := range pkgs[i].Imports {
			imports = append(imports, path)
		}
		if !slices.Equal(imports, want) {
			t.Errorf("%s imports %q from source, want %q", ids[i], imports, want)
		}
	}
	if len(pkgs[0].GoFiles) != 2 || len(pkgs[1].GoFiles) != 3 {
		t.Errorf("%q and %q", pkgs[0].GoFiles, pkgs[1].GoFiles)
	}
	if pkgs[2].Imports["a"] != pkgs[1] || pkgs[3].Imports["a"] != pkgs[0] {
		t.Error("an external test sees the package with its tests, others without")
	}
	if deep := pkgs[0].Imports["lib"].Imports["deep"]; deep == nil || len(deep.Syntax) != 1 {
		t.Errorf("what a package below the root imports is %v", deep)
	}
}

func TestVersion(t *testing.T) {
	newer := source("a", "a.go", "package a\n\nfunc f() {\n\tfor range 3 {\n\t}\n}\n")
	if _, err := (load.Config{Module: &packages.Module{GoVersion: "1.21"}}).Load([]load.Source{newer}); err == nil || !strings.Contains(err.Error(), "go1.22") {
		t.Errorf("a loop over a number is accepted for Go 1.21: %v", err)
	}
	if _, err := (load.Config{Module: &packages.Module{GoVersion: "1.22"}}).Load([]load.Source{newer}); err != nil {
		t.Error(err)
	}
}

func TestErrors(t *testing.T) {
	for _, test := range []struct {
		name, source, wrong string
	}{
		{"syntax", "package a\n\nfunc {", "expected"},
		{"types", "package a\n\nvar x int = \"\"\n", "cannot use"},
		{"missing", "package a\n\nimport _ \"no/such/package\"\n", "no package no/such/package"},
		{"cycle", "package a\n\nimport _ \"back\"\n", "imports itself"},
	} {
		root := below(t, "back", "package back\n\nimport _ \"a\"\n")
		_, err := load.Config{Root: root}.Load([]load.Source{source("a", "a.go", test.source)})
		if err == nil || !strings.Contains(err.Error(), test.wrong) {
			t.Errorf("%s: %v, want %q", test.name, err, test.wrong)
		}
	}
}

func TestImporter(t *testing.T) {
	root := below(t, "lib", "package lib\n\nconst C = 1\n")
	imports, err := load.Config{Root: root}.Importer(token.NewFileSet(), []string{"lib", "strings", "unsafe"})
	if err != nil {
		t.Fatal(err)
	}
	for path, name := range map[string]string{"lib": "C", "strings": "Cut", "unsafe": "Pointer"} {
		if p, err := imports.Import(path); err != nil || p.Scope().Lookup(name) == nil {
			t.Errorf("%s has no %s: %v", path, name, err)
		}
	}
}
