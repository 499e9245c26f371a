package proof

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// A Kind is what a directive claims about a function.
type Kind string

const (
	Leak     Kind = "leak"     // a goroutine stays blocked for ever
	Deadlock Kind = "deadlock" // all goroutines are blocked
	Panic    Kind = "panic"    // it panics
	Fatal    Kind = "fatal"    // the runtime gives up
	Race     Kind = "race"     // the race detector reports it
	Alloc    Kind = "alloc"    // each run allocates
	NoAlloc  Kind = "noalloc"  // no run allocates
	Observe  Kind = "observe"  // it returns true
	OK       Kind = "ok"       // it comes to its end and leaves no goroutine behind
	By       Kind = "by"       // another function, named in the text, runs and proves it
	None     Kind = "none"     // it can't be shown by running it, the text says why
)

// Kinds lists the directives in the order in which a summary shows them.
var Kinds = []Kind{Leak, Deadlock, Panic, Fatal, Race, Alloc, NoAlloc, Observe, OK, By, None}

// What is claimed of a function whose finding has been fixed, beside OK.
const (
	fewer      Kind = "fewer"      // it allocates less often than Claim.Allocs says
	unobserved Kind = "unobserved" // it returns false
)

// Bad reports whether the kind claims misbehaviour that a run shows.
func (k Kind) Bad() bool {
	switch k {
	case Leak, Deadlock, Panic, Fatal, Race, Alloc, Observe:
		return true
	}
	return false
}

// Runs reports whether functions of this kind are run.
func (k Kind) Runs() bool { return k != By && k != None }

// A Claim is a function of a fixture with its directive.
type Claim struct {
	Package string // import path of the fixture
	Func    string
	Kind    Kind
	Text    string   // the rest of the directive: part of a panic's text, a reason
	Rows    []string // the pitfalls that the function shows, from its line row:
	Pos     token.Position
	Lines   []Line  // where it may show: lines with a finding or a //proof:at
	Found   []Line  // those with a finding, its own and those of the functions that it proves
	Allocs  float64 // in each run, once it has been run

	instead []replacement // what is right, for the function's source
	unmade  string        // why a correction would show nothing, from its line noflip
	mended  bool          // its own source, or that of what it proves, has a correction
}

// A replacement is a piece of a function's source and what is right in its place.
type replacement struct{ old, new string }

// key names the function among those of all fixtures.
func (c Claim) key() string { return c.Package + "." + c.Func }

// A Line is a line of a file of the fixture.
type Line struct {
	File string // base name
	Line int
}

func (l Line) String() string { return fmt.Sprintf("%s:%d", l.File, l.Line) }

// A Fixture is one package below testdata/src/CHECK.
type Fixture struct {
	Check  string
	Path   string // import path: CHECK/PACKAGE, for that is below testdata/src
	Dir    string // absolute
	Claims []Claim
	files  map[string][]byte // by base name
	marked []Line            // those with a finding or a //proof:at
	alone  bool              // it does something before it is called
}

// Load reads the fixture packages of one check, dir being testdata/src/CHECK.
// Packages without any directive have no claims.
func Load(dir string) ([]*Fixture, error) {
	var fixtures []*Fixture
	err := filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(filepath.Dir(dir), name)
		if err != nil {
			return err
		}
		f, err := fixtureIn(name, filepath.ToSlash(rel))
		if f != nil {
			fixtures = append(fixtures, f)
		}
		return err
	})
	return fixtures, err
}

// Libraries reads the packages that stand in for libraries of other modules, which
// fixtures and the programs of pages import. Their paths begin with the name of a host. root
// is testdata.
func Libraries(root string) ([]*Fixture, error) {
	var libraries []*Fixture
	entries, err := os.ReadDir(filepath.Join(root, "src"))
	for _, entry := range entries {
		if strings.Contains(entry.Name(), ".") {
			list, err := Load(filepath.Join(root, "src", entry.Name()))
			if err != nil {
				return nil, err
			}
			libraries = append(libraries, list...)
		}
	}
	return libraries, err
}

// fixtureIn reads the package in a directory, nil if there is none.
func fixtureIn(dir, importPath string) (*Fixture, error) {
	check, _, _ := strings.Cut(importPath, "/")
	f := &Fixture{Check: check, Path: importPath, Dir: dir, files: make(map[string][]byte)}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	for _, entry := range entries {
		name := entry.Name()
		if entry.IsDir() || path.Ext(name) == ".golden" {
			continue
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return nil, err
		}
		f.files[name] = data
		if path.Ext(name) == ".go" {
			if err := f.read(name, data); err != nil {
				return nil, err
			}
		}
	}
	if len(f.files) == 0 {
		return nil, nil
	}
	return f, f.lend()
}

// read reads one Go file of the package.
func (f *Fixture) read(name string, src []byte) error {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, filepath.Join(f.Dir, name), src, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	found, at := markedLines(fset, file)
	for _, line := range slices.Concat(found, at) {
		f.marked = append(f.marked, Line{name, line})
	}
	for _, decl := range file.Decls {
		fn, ok := decl.(*ast.FuncDecl)
		if !ok {
			continue
		}
		f.alone = f.alone || fn.Recv == nil && fn.Name.Name == "init"
		claim, err := claimOf(fset, fn)
		if err != nil {
			return fmt.Errorf("%s: %s: %w", fset.Position(fn.Pos()), fn.Name.Name, err)
		}
		if claim == nil {
			continue
		}
		within := func(lines []int) (list []Line) {
			for _, line := range lines {
				if claim.Pos.Line <= line && line <= fset.Position(fn.End()).Line {
					list = append(list, Line{name, line})
				}
			}
			return list
		}
		claim.Package = f.Path
		claim.Found = within(found)
		claim.Lines = append(within(at), claim.Found...)
		f.Claims = append(f.Claims, *claim)
	}
	return nil
}

// lend gives the lines of each function that is proven by another to that one.
func (f *Fixture) lend() error {
	for _, c := range f.Claims {
		if c.Kind != By {
			continue
		}
		for name := range strings.FieldsSeq(strings.ReplaceAll(c.Text, ",", " ")) {
			i := slices.IndexFunc(f.Claims, func(o Claim) bool { return o.Func == name && o.Kind.Runs() })
			if i < 0 {
				return fmt.Errorf("%s: %s is to be proven by %s, which is no proven function of the package", c.Pos, c.Func, name)
			}
			f.Claims[i].Lines = append(f.Claims[i].Lines, c.Lines...)
			f.Claims[i].Found = append(f.Claims[i].Found, c.Found...)
			f.Claims[i].mended = f.Claims[i].mended || c.mended
		}
	}
	return nil
}

// claimOf reads the //proof: and row: lines of a function's comment, nil if
// there are none. Beside the directive that says how the function behaves there
// may be corrections, or the reason why there is none.
func claimOf(fset *token.FileSet, fn *ast.FuncDecl) (*Claim, error) {
	if fn.Doc == nil {
		return nil, nil
	}
	var c *Claim
	var rows []string
	var instead []replacement
	var unmade string
	for _, comment := range fn.Doc.List {
		// gofmt sets a space before it: no directive has one behind the colon.
		if list, ok := strings.CutPrefix(strings.Replace(comment.Text, "// ", "//", 1), "//row:"); ok {
			rows = append(rows, strings.Fields(list)...)
		}
		rest, ok := strings.CutPrefix(comment.Text, "//proof:")
		if !ok {
			continue
		}
		if pieces, ok := strings.CutPrefix(rest, "instead "); ok {
			old, new, ok := strings.Cut(pieces, " => ")
			if !ok || old == new {
				return nil, errors.New("//proof:instead wants WRONG => RIGHT")
			}
			instead = append(instead, replacement{old, new})
			continue
		}
		if why, ok := strings.CutPrefix(rest, "noflip "); ok {
			unmade = why
			continue
		}
		if c != nil {
			return nil, errors.New("a function has one //proof: directive")
		}
		kind, text, _ := strings.Cut(rest, " ")
		c = &Claim{Func: fn.Name.Name, Kind: Kind(kind), Text: strings.TrimSpace(text), Pos: fset.Position(fn.Pos())}
		switch {
		case !slices.Contains(Kinds, c.Kind):
			return nil, fmt.Errorf("unknown directive //proof:%s, want one of %v", kind, Kinds)
		case !c.Kind.Runs() && c.Text == "":
			return nil, fmt.Errorf("//proof:%s wants a text: why, or by which function", kind)
		case c.Kind.Runs() && (fn.Recv != nil || fn.Type.TypeParams != nil || fn.Type.Params.NumFields() > 0):
			return nil, errors.New("a function that is run takes no receiver, no type parameters and no arguments")
		case c.Kind == Observe && fn.Type.Results.NumFields() != 1:
			return nil, errors.New("an observed function returns a bool")
		}
	}
	switch {
	case c != nil:
		c.Rows, c.instead, c.unmade, c.mended = rows, instead, unmade, instead != nil
	case rows != nil || instead != nil || unmade != "":
		return nil, errors.New("row:, //proof:instead and //proof:noflip belong to a function with another //proof: directive")
	}
	return c, nil
}

// markedLines lists the lines with a "want" and those with a //proof:at.
func markedLines(fset *token.FileSet, file *ast.File) (found, at []int) {
	for _, group := range file.Comments {
		for _, c := range group.List {
			line := fset.Position(c.Pos()).Line
			if strings.Contains(c.Text, "// want ") || strings.HasPrefix(c.Text, "/* want ") {
				found = append(found, line)
			}
			if strings.Contains(c.Text, "//proof:at") {
				at = append(at, line)
			}
		}
	}
	return found, at
}
