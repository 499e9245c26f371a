// Package load makes packages ready for analysis whose sources are in memory.
//
// What they import of the standard library is read from what the compiler
// exports, and is not analysed: checks don't depend on that, and go vet does not
// do it either. So hundreds of small packages are loaded and analysed in the
// time that the standard library alone would take from its sources.
package load

import (
	"bytes"
	"errors"
	"fmt"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"maps"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/packages"
)

// A Source is a package.
type Source struct {
	Path  string            // import path
	Dir   string            // where its files are said to be
	Files map[string][]byte // by base name
}

// A Config says how packages are loaded.
type Config struct {
	Root   string           // packages that are imported and not given are below Root/src; none if it is ""
	Module *packages.Module // of all packages, nil for none
	Env    []string         // of the go command that compiles the standard library, beside that of this process
}

// Load returns the packages, and a second time those that have tests, with
// their tests: "p" and "p [p.test]", as package packages names them, and
// "p_test". They must compile. Files that the build constraints exclude are left
// out.
func (c Config) Load(sources []Source) ([]*packages.Package, error) {
	l := c.loader(token.NewFileSet())
	var roots []*unit
	for _, s := range sources {
		units, err := l.add(s)
		if err != nil {
			return nil, err
		}
		roots = append(roots, units...)
	}
	if err := l.imports(); err != nil {
		return nil, err
	}
	var pkgs []*packages.Package
	for _, u := range roots {
		if err := l.check(u); err != nil {
			return nil, err
		}
		pkgs = append(pkgs, u.pkg)
	}
	return pkgs, nil
}

// Importer returns what imports packages of the standard library, and those below
// the root: the ones that are named.
func (c Config) Importer(fset *token.FileSet, names []string) (types.Importer, error) {
	l := c.loader(fset)
	u := l.unit("", "", nil)
	for _, name := range names {
		u.imports[name] = true
	}
	l.todo = names
	if err := l.imports(); err != nil {
		return nil, err
	}
	return from{u, l.std}, l.check(u)
}

type loader struct {
	Config
	fset  *token.FileSet
	sizes types.Sizes
	all   []*unit
	units map[string]*unit // by import path: those that others import
	todo  []string         // import paths that are to be looked for
	std   types.Importer
}

func (c Config) loader(fset *token.FileSet) *loader {
	return &loader{
		Config: c,
		fset:   fset,
		sizes:  types.SizesFor("gc", runtime.GOARCH),
		units:  make(map[string]*unit),
	}
}

// A unit is what the compiler would compile at once.
type unit struct {
	pkg     *packages.Package
	imports map[string]bool
	tested  *unit // what an external test sees as the package it tests
	state   int   // open, then busy, then done
}

const (
	open = iota
	busy
	done
)

// add parses a package.
func (l *loader) add(s Source) ([]*unit, error) {
	ctx := build.Default
	ctx.CgoEnabled = false
	ctx.OpenFile = func(name string) (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(s.Files[filepath.Base(name)])), nil
	}
	var own, inner, outer []*ast.File
	for _, name := range slices.Sorted(maps.Keys(s.Files)) {
		if path.Ext(name) != ".go" {
			continue
		}
		if match, err := ctx.MatchFile(s.Dir, name); err != nil {
			return nil, err
		} else if !match {
			continue
		}
		file, err := parser.ParseFile(l.fset, filepath.Join(s.Dir, name), s.Files[name], parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		switch {
		case !strings.HasSuffix(name, "_test.go"):
			own = append(own, file)
		case strings.HasSuffix(file.Name.Name, "_test"):
			outer = append(outer, file)
		default:
			inner = append(inner, file)
		}
	}
	var units []*unit
	add := func(id, pkgPath string, files []*ast.File) *unit {
		u := l.unit(id, pkgPath, files)
		units = append(units, u)
		return u
	}
	tested := add(s.Path, s.Path, own)
	l.units[s.Path] = tested
	test := " [" + s.Path + ".test]"
	if len(inner) > 0 {
		tested = add(s.Path+test, s.Path, slices.Concat(own, inner))
	}
	if len(outer) > 0 {
		add(s.Path+"_test"+test, s.Path+"_test", outer).tested = tested
	}
	return slices.DeleteFunc(units, func(u *unit) bool { return len(u.pkg.Syntax) == 0 }), nil
}

func (l *loader) unit(id, pkgPath string, files []*ast.File) *unit {
	u := &unit{imports: make(map[string]bool), pkg: &packages.Package{
		ID:         id,
		PkgPath:    pkgPath,
		Module:     l.Module,
		Fset:       l.fset,
		Syntax:     files,
		TypesSizes: l.sizes,
		Imports:    make(map[string]*packages.Package),
		TypesInfo: &types.Info{
			Types:        make(map[ast.Expr]types.TypeAndValue),
			Instances:    make(map[*ast.Ident]types.Instance),
			Defs:         make(map[*ast.Ident]types.Object),
			Uses:         make(map[*ast.Ident]types.Object),
			Implicits:    make(map[ast.Node]types.Object),
			Selections:   make(map[*ast.SelectorExpr]*types.Selection),
			Scopes:       make(map[ast.Node]*types.Scope),
			FileVersions: make(map[*ast.File]string),
		},
	}}
	for _, f := range files {
		u.pkg.Name = f.Name.Name
		u.pkg.GoFiles = append(u.pkg.GoFiles, l.fset.File(f.FileStart).Name())
		for _, spec := range f.Imports {
			if name, err := strconv.Unquote(spec.Path.Value); err == nil && !u.imports[name] {
				u.imports[name] = true
				l.todo = append(l.todo, name)
			}
		}
	}
	u.pkg.CompiledGoFiles = u.pkg.GoFiles
	l.all = append(l.all, u)
	return u
}

// imports finds what is imported.
func (l *loader) imports() error {
	if err := l.neighbours(); err != nil {
		return err
	}
	return l.exported()
}

// neighbours adds what is imported from below the root.
func (l *loader) neighbours() error {
	for len(l.todo) > 0 {
		name := l.todo[0]
		l.todo = l.todo[1:]
		if l.units[name] != nil || l.Root == "" {
			continue
		}
		dir := filepath.Join(l.Root, "src", filepath.FromSlash(name))
		entries, err := os.ReadDir(dir)
		if errors.Is(err, os.ErrNotExist) {
			continue // of the standard library
		} else if err != nil {
			return err
		}
		s := Source{Path: name, Dir: dir, Files: make(map[string][]byte)}
		for _, e := range entries {
			if base := e.Name(); path.Ext(base) == ".go" && !strings.HasSuffix(base, "_test.go") {
				if s.Files[base], err = os.ReadFile(filepath.Join(dir, base)); err != nil {
					return err
				}
			}
		}
		if _, err := l.add(s); err != nil {
			return err
		}
	}
	return nil
}

// check checks the types of a package, after those that it imports.
func (l *loader) check(u *unit) error {
	switch u.state {
	case busy:
		return fmt.Errorf("%s imports itself", u.pkg.ID)
	case done:
		return nil
	}
	u.state = busy
	for _, name := range slices.Sorted(maps.Keys(u.imports)) {
		other := l.units[name]
		if u.tested != nil && name == u.tested.pkg.PkgPath {
			other = u.tested
		}
		if other == nil {
			continue
		}
		if err := l.check(other); err != nil {
			return err
		}
		u.pkg.Imports[name] = other.pkg
	}
	config := types.Config{Importer: from{u, l.std}, Sizes: l.sizes}
	if l.Module != nil {
		config.GoVersion = "go" + l.Module.GoVersion
	}
	var err error
	u.pkg.Types, err = config.Check(u.pkg.PkgPath, l.fset, u.pkg.Syntax, u.pkg.TypesInfo)
	u.state = done
	return err
}

// from imports for a package.
type from struct {
	*unit
	std types.Importer
}

func (f from) Import(name string) (*types.Package, error) {
	if p := f.pkg.Imports[name]; p != nil {
		return p.Types, nil
	}
	return f.std.Import(name)
}
