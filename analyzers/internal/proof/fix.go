package proof

import (
	"fmt"
	"go/token"
	"path/filepath"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/gocorelint/gocorelint/analyzers/internal/load"
)

// A Fix is one suggested fix of a finding in a fixture.
type Fix struct {
	Check   string // name of the analyzer
	Fixture *Fixture
	Line    Line
	Message string
	other   bool     // the finding has another one before it
	edits   []edit   // in the files as [clean] leaves them
	files   []string // base names of those of the package
}

func (f *Fix) String() string { return fmt.Sprintf("%s/%s: %s", f.Fixture.Path, f.Line, f.Message) }

// A Check is an analyzer and its fixtures.
type Check struct {
	Analyzer *analysis.Analyzer
	Fixtures []*Fixture
	Bug      bool // it finds bugs, not risks or what is slow
}

// Fixes runs each check over its fixtures below root, which is testdata, and
// returns the fixes that it suggests.
func Fixes(root string, checks []Check) ([]*Fix, error) {
	var sources []load.Source
	fixtures := make(map[string]*Fixture) // by directory
	for _, c := range checks {
		for _, f := range c.Fixtures {
			if fixtures[f.Dir] == nil {
				fixtures[f.Dir] = f
				sources = append(sources, load.Source{Path: f.Path, Dir: f.Dir, Files: f.cleaned()})
			}
		}
	}
	pkgs, err := load.Config{Root: root, Env: Environment}.Load(sources)
	if err != nil {
		return nil, err
	}
	var fixes []*Fix
	for _, c := range checks {
		own := slices.DeleteFunc(slices.Clone(pkgs), func(p *packages.Package) bool {
			return !slices.Contains(c.Fixtures, fixtures[dirOf(p)])
		})
		graph, err := checker.Analyze([]*analysis.Analyzer{c.Analyzer}, own, nil)
		if err != nil {
			return nil, err
		}
		for _, act := range graph.Roots {
			if act.Err != nil {
				return nil, fmt.Errorf("%v: %w", act, act.Err)
			}
			list, err := fixesOf(fixtures[dirOf(act.Package)], act.Package, act.Diagnostics)
			if err != nil {
				return nil, err
			}
			for _, f := range list {
				f.Check = c.Analyzer.Name
				// Who has tests is seen a second time with them.
				if !slices.ContainsFunc(fixes, func(g *Fix) bool { return g.same(f) }) {
					fixes = append(fixes, f)
				}
			}
		}
	}
	return fixes, nil
}

func (f *Fix) same(g *Fix) bool {
	return f.Check == g.Check && f.Fixture == g.Fixture && f.Line == g.Line && f.Message == g.Message && slices.Equal(f.edits, g.edits)
}

// cleaned are the files as [clean] leaves them.
func (f *Fixture) cleaned() map[string][]byte {
	files := make(map[string][]byte, len(f.files))
	for name, src := range f.files {
		if filepath.Ext(name) == ".go" {
			src = clean(src)
		}
		files[name] = src
	}
	return files
}

func dirOf(p *packages.Package) string {
	if len(p.GoFiles) == 0 {
		return ""
	}
	return filepath.Dir(p.GoFiles[0])
}

func fixesOf(fixture *Fixture, pkg *packages.Package, diagnostics []analysis.Diagnostic) ([]*Fix, error) {
	var files []string
	for _, name := range pkg.CompiledGoFiles {
		files = append(files, filepath.Base(name))
	}
	var fixes []*Fix
	for _, d := range diagnostics {
		at := pkg.Fset.Position(d.Pos)
		for i, s := range d.SuggestedFixes {
			f := &Fix{
				Fixture: fixture,
				Line:    Line{filepath.Base(at.Filename), at.Line},
				Message: s.Message,
				other:   i > 0,
				files:   files,
			}
			for _, e := range s.TextEdits {
				edit, err := editOf(pkg.Fset, e)
				if err == nil && fixture.files[edit.file] == nil {
					err = fmt.Errorf("an edit is in %s, which is not of the fixture", edit.file)
				}
				if err != nil {
					return nil, fmt.Errorf("%v: %w", f, err)
				}
				f.edits = append(f.edits, edit)
			}
			fixes = append(fixes, f)
		}
	}
	return fixes, nil
}

func editOf(fset *token.FileSet, e analysis.TextEdit) (edit, error) {
	file := fset.File(e.Pos)
	if file == nil {
		return edit{}, fmt.Errorf("an edit is in no file")
	}
	end := e.End
	if !end.IsValid() {
		end = e.Pos
	}
	if int(end) < file.Base() || int(end) > file.Base()+file.Size() {
		return edit{}, fmt.Errorf("an edit ends in another file")
	}
	return edit{
		file:  filepath.Base(file.Name()),
		start: file.Offset(e.Pos),
		end:   file.Offset(end),
		text:  string(e.NewText),
	}, nil
}
