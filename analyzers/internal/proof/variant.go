package proof

import (
	"bytes"
	"errors"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"

	"github.com/gocorelint/gocorelint/analyzers/internal/load"
)

// A Variant is a copy of a fixture in which findings are fixed.
type Variant struct {
	Fixes   []*Fix // of one check; none if it is corrected by hand, see [Corrected]
	fixture *Fixture
	path    string // import path, where it is to be run
	before  map[string][]byte
	after   map[string][]byte
}

func (v *Variant) String() string {
	switch len(v.Fixes) {
	case 0:
		return v.fixture.Path + " corrected by its //proof:instead"
	case 1:
		return v.Fixes[0].String()
	}
	return fmt.Sprintf("%s: %d fixes together", v.fixture.Path, len(v.Fixes))
}

// Apply applies fixes of one check to one fixture.
func Apply(fixes ...*Fix) (*Variant, error) {
	v := &Variant{Fixes: fixes, fixture: fixes[0].Fixture, before: fixes[0].Fixture.cleaned()}
	var edits []edit
	for _, f := range fixes {
		edits = append(edits, f.edits...)
	}
	edits, err := merge(edits)
	if err == nil {
		v.after, err = apply(v.before, edits)
	}
	if err != nil {
		return nil, fmt.Errorf("%v: %w", v, err)
	}
	return v, nil
}

// Variants applies each fix alone, and for each fixture those of a check together. Of several
// fixes of one finding, the first goes with others.
func Variants(fixes []*Fix) ([]*Variant, error) {
	var variants []*Variant
	var errs []error
	add := func(fixes ...*Fix) {
		v, err := Apply(fixes...)
		if err != nil {
			errs = append(errs, err)
			return
		}
		variants = append(variants, v)
	}
	for _, f := range fixes {
		add(f)
	}
	for _, list := range byFixture(fixes) {
		if len(list) > 1 {
			add(list...)
		}
	}
	return variants, errors.Join(errs...)
}

// byFixture groups the fixes that can be applied together.
func byFixture(fixes []*Fix) [][]*Fix {
	var groups [][]*Fix
	for _, f := range fixes {
		if f.other {
			continue
		}
		i := slices.IndexFunc(groups, func(g []*Fix) bool { return g[0].Fixture == f.Fixture && g[0].Check == f.Check })
		if i < 0 {
			groups = append(groups, []*Fix{f})
			continue
		}
		groups[i] = append(groups[i], f)
	}
	return groups
}

// Inspect says what is wrong with variants, which are below root, without
// running them: each must be another package than before, in gofmt's form,
// compile, and import nothing that it does not use.
func Inspect(root string, variants []*Variant) error {
	fset := token.NewFileSet()
	var errs []error
	parsed := make(map[*Variant][]*ast.File)
	paths := make(map[string]bool)
	for _, v := range variants {
		files, err := v.parse(fset)
		if err != nil {
			errs = append(errs, fmt.Errorf("%v: %w", v, err))
			continue
		}
		parsed[v] = files
		for _, f := range files {
			for _, spec := range f.Imports {
				paths[strings.Trim(spec.Path.Value, "`\"")] = true
			}
		}
	}
	imports, err := load.Config{Root: root, Env: Environment}.Importer(fset, slices.Sorted(maps.Keys(paths)))
	if err != nil {
		return err
	}
	for _, v := range variants {
		if parsed[v] == nil {
			continue
		}
		conf := types.Config{Importer: imports, Error: func(err error) { errs = append(errs, fmt.Errorf("%v: %w", v, err)) }}
		conf.Check(v.fixture.Path, fset, parsed[v], nil) // its error is the first of those told
	}
	return errors.Join(errs...)
}

// parse parses the files of the package, which must be in gofmt's form where
// they changed.
func (v *Variant) parse(fset *token.FileSet) ([]*ast.File, error) {
	if maps.EqualFunc(v.before, v.after, bytes.Equal) {
		return nil, errors.New("it changes nothing")
	}
	var files []*ast.File
	for _, name := range v.Fixes[0].files {
		src := v.after[name]
		file, err := parser.ParseFile(fset, name, src, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		files = append(files, file)
		if bytes.Equal(v.before[name], src) {
			continue
		}
		if want, err := format.Source(src); err != nil || !bytes.Equal(want, src) {
			return nil, fmt.Errorf("%s is not in gofmt's form from line %d on", name, firstDifference(src, want))
		}
	}
	return files, nil
}

// firstDifference is the number of the first line that differs.
func firstDifference(a, b []byte) int {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return 1 + bytes.Count(a[:n], []byte("\n"))
}
