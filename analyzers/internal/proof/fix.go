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
)

// A Fix is one suggested fix of a finding in a fixture.
type Fix struct {
	Line    Line
	Message string
	edits   []edit
}

// A variant is a copy of a fixture in which findings are fixed.
type variant struct {
	*Fixture         // the fixture itself
	name     string  // last element of the import path
	fixed    []Line  // the lines whose findings are fixed
	claims   []Claim // what is to be proven of it
	files    map[string][]byte
	mode     string // what it is, for people
}

// path is the import path of the variant.
func (v *variant) path() string { return v.Fixture.Path + "/" + v.name }

// variants makes the copies of a fixture that prove its fixes, and, where
// //proof:instead gives it, the right code on the flagged line.
//
// A fix is to be proven alone. One copy has several fixes if no function shows
// the effect of two of them; the last copy has all fixes.
func variants(f *Fixture, fixes []Fix) ([]*variant, error) {
	var list []*variant
	add := func(name, mode string, edits []edit, fixed []Line) error {
		edits, err := merge(edits)
		if err != nil {
			return fmt.Errorf("%s: %s: %w", f.Path, mode, err)
		}
		files, err := apply(f.files, edits)
		if err != nil {
			return fmt.Errorf("%s: %s: %w", f.Path, mode, err)
		}
		v := &variant{Fixture: f, name: name, fixed: fixed, files: files, mode: mode}
		v.claim()
		list = append(list, v)
		return nil
	}
	rounds := f.rounds(fixes)
	for i, round := range rounds {
		mode := "with one fix in a function"
		if len(rounds) == 1 {
			mode = "with all fixes"
		}
		if err := add(fmt.Sprintf("fixed%d", i+1), mode, editsOf(round), linesOf(round)); err != nil {
			return nil, err
		}
	}
	if len(rounds) > 1 {
		if err := add("fixed", "with all fixes", editsOf(fixes), linesOf(fixes)); err != nil {
			return nil, err
		}
	}
	if len(f.instead) > 0 {
		var lines []Line
		for _, e := range f.instead {
			lines = append(lines, Line{e.file, lineOf(f.files[e.file], e.start)})
		}
		if err := add("instead", "with //proof:instead", f.instead, lines); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// rounds distributes fixes so that no two of a round show in one function.
func (f *Fixture) rounds(fixes []Fix) [][]Fix {
	var rounds [][]Fix
	used := make(map[string]int) // number of fixes of a function so far
	for _, fix := range fixes {
		round := 0
		var shown []string
		for _, c := range f.Claims {
			if c.Kind.Runs() && slices.Contains(c.Found, fix.Line) {
				shown = append(shown, c.Func)
				round = max(round, used[c.Func])
			}
		}
		for _, name := range shown {
			used[name] = round + 1
		}
		if round == len(rounds) {
			rounds = append(rounds, nil)
		}
		rounds[round] = append(rounds[round], fix)
	}
	return rounds
}

func editsOf(fixes []Fix) (edits []edit) {
	for _, f := range fixes {
		edits = append(edits, f.edits...)
	}
	return edits
}

func linesOf(fixes []Fix) (lines []Line) {
	for _, f := range fixes {
		lines = append(lines, f.Line)
	}
	return lines
}

// claim says what is to be proven of the functions of which a finding is fixed:
// that it misbehaves no more, if none of its findings is left.
func (v *variant) claim() {
	for _, c := range v.Claims {
		fixed := 0
		for _, l := range c.Found {
			if slices.Contains(v.fixed, l) {
				fixed++
			}
		}
		if !c.Kind.Runs() || fixed == 0 {
			continue
		}
		all := fixed == len(c.Found) || v.name == "instead"
		switch c.Kind {
		case Alloc:
			c.Kind = fewer
		case Observe:
			c.Kind = unobserved
		case Race:
			c.Kind = noRace
		case Leak, Deadlock, Panic, Fatal:
			c.Kind = OK
		}
		if !all && c.Kind != fewer {
			continue
		}
		c.Package = v.path()
		c.Lines = nil
		v.claims = append(v.claims, c)
	}
}

// Try says what is wrong with a fix that is applied alone, nil if nothing is:
// the package must compile, be in gofmt's form, import nothing that it does not
// use, and be another one.
func (f *Fixture) Try(fix Fix, imports types.Importer) error {
	edits, err := merge(fix.edits)
	if err != nil {
		return err
	}
	files, err := apply(f.files, edits)
	if err != nil {
		return err
	}
	return check(f.files, files, imports)
}

func check(before, after map[string][]byte, imports types.Importer) error {
	var errs []error
	changed := false
	fset := token.NewFileSet()
	packages := make(map[string][]*ast.File) // by name: there may be an external test
	for _, name := range slices.Sorted(maps.Keys(after)) {
		if !strings.HasSuffix(name, ".go") {
			continue
		}
		if !bytes.Equal(before[name], after[name]) {
			changed = true
			if want, err := format.Source(after[name]); err == nil && !bytes.Equal(want, after[name]) {
				errs = append(errs, fmt.Errorf("%s is not in gofmt's form: line %d", name, firstDifference(after[name], want)))
			}
		}
		file, err := parser.ParseFile(fset, name, after[name], parser.SkipObjectResolution)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		packages[file.Name.Name] = append(packages[file.Name.Name], file)
	}
	if !changed {
		errs = append(errs, errors.New("it changes nothing"))
	}
	if len(errs) > 0 {
		return errors.Join(errs...)
	}
	for name, files := range packages {
		if strings.HasSuffix(name, "_test") {
			continue
		}
		conf := types.Config{Importer: imports, GoVersion: "go1.26", Error: func(err error) { errs = append(errs, err) }}
		conf.Check(name, fset, files, nil) // its error is the first of those told
	}
	return errors.Join(errs...)
}

// firstDifference is the number of the first line that differs.
func firstDifference(a, b []byte) int {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return lineOf(a, n)
}
