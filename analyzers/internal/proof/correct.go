package proof

import (
	"bytes"
	"errors"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
)

// Corrected makes a variant of each fixture that says by //proof:instead what
// would be right. What replaces a line with a finding, or a marked one, and makes
// the function behave shows that the line was to blame; it is the proof of what
// leaves no trace, and needs no fix that a program could suggest.
func Corrected(fixtures []*Fixture) ([]*Variant, error) {
	var variants []*Variant
	var errs []error
	for _, f := range fixtures {
		if !slices.ContainsFunc(f.Claims, func(c Claim) bool { return c.instead != nil }) {
			continue
		}
		v, err := correct(f)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		variants = append(variants, v)
	}
	return variants, errors.Join(errs...)
}

func correct(f *Fixture) (*Variant, error) {
	v := &Variant{fixture: f, path: f.Path + "/corrected", before: f.cleaned()}
	var edits []edit
	var errs []error
	for name, src := range v.before {
		if !strings.HasSuffix(name, ".go") {
			continue
		}
		list, err := f.corrections(name, src)
		edits, errs = append(edits, list...), append(errs, err)
	}
	edits, err := merge(edits)
	errs = append(errs, err)
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	if v.after, err = apply(v.before, edits); err != nil {
		return nil, err
	}
	// A correction is one line, whatever it says: its form is no matter.
	for name, src := range v.after {
		if strings.HasSuffix(name, ".go") {
			if v.after[name], err = format.Source(src); err != nil {
				return nil, fmt.Errorf("%v: %s: %w", v, name, err)
			}
		}
	}
	return v, nil
}

// corrections are the edits that the corrections of a file's functions are.
func (f *Fixture) corrections(name string, src []byte) ([]edit, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, src, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	line := func(offset int) Line {
		return Line{name, fset.File(file.FileStart).Line(file.FileStart + token.Pos(offset))}
	}
	var edits []edit
	var errs []error
	for _, decl := range file.Decls {
		fn, ok := decl.(*ast.FuncDecl)
		if !ok {
			continue
		}
		start, end := fset.Position(fn.Pos()), fset.Position(fn.End())
		i := slices.IndexFunc(f.Claims, func(c Claim) bool {
			return filepath.Base(c.Pos.Filename) == name && c.Pos.Line == start.Line // no line has moved
		})
		if i < 0 || f.Claims[i].instead == nil {
			continue
		}
		blamed := false
		for _, r := range f.Claims[i].instead {
			list := r.within(name, src, start.Offset, end.Offset)
			if len(list) == 0 { // in a type or method that it uses
				list = slices.DeleteFunc(r.within(name, src, 0, len(src)), func(e edit) bool { return !slices.Contains(f.marked, line(e.start)) })
			}
			if len(list) == 0 {
				errs = append(errs, fmt.Errorf("%s: %q is not there", start, r.old))
			}
			blamed = blamed || slices.ContainsFunc(list, func(e edit) bool { return slices.Contains(f.marked, line(e.start)) })
			edits = append(edits, list...)
		}
		if !blamed {
			errs = append(errs, fmt.Errorf("%s: no correction is on a line with a finding or a //proof:at", start))
		}
	}
	return edits, errors.Join(errs...)
}

// within are the edits that replace the piece wherever it is in a part of a file.
func (r replacement) within(file string, src []byte, start, end int) []edit {
	var edits []edit
	for {
		i := bytes.Index(src[start:end], []byte(r.old))
		if i < 0 {
			return edits
		}
		edits = append(edits, edit{file, start + i, start + i + len(r.old), r.new})
		start += i + len(r.old)
	}
}
