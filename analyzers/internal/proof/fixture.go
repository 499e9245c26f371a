package proof

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
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

// Bad reports whether the kind claims misbehaviour that a run shows.
func (k Kind) Bad() bool {
	switch k {
	case OK, NoAlloc, By, None:
		return false
	}
	return true
}

// Runs reports whether functions of this kind are run.
func (k Kind) Runs() bool { return k != By && k != None }

// A Claim is a function of a fixture with its directive.
type Claim struct {
	Func  string
	Kind  Kind
	Text  string // the rest of the directive: part of a panic's text, a reason
	Pos   token.Position
	Lines []Line // where it may show: lines with a finding or a //proof:at
}

// A Line is a line of a file of the fixture.
type Line struct {
	File string // base name
	Line int
}

func (l Line) String() string { return fmt.Sprintf("%s:%d", l.File, l.Line) }

// A Fixture is one package below testdata/src/CHECK.
type Fixture struct {
	Check  string
	Dir    string // absolute
	Name   string // of the package
	Claims []Claim
}

// Load reads the fixture packages of one check, dir being testdata/src/CHECK.
// Packages without any directive are left out.
func Load(dir string) ([]*Fixture, error) {
	var fixtures []*Fixture
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		f, err := load(path)
		if err != nil {
			return err
		}
		f.Check = filepath.Base(dir)
		if len(f.Claims) > 0 {
			fixtures = append(fixtures, f)
		}
		return nil
	})
	return fixtures, err
}

func load(dir string) (*Fixture, error) {
	f := &Fixture{Dir: dir}
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return nil, err
	}
	fset := token.NewFileSet()
	for _, name := range names {
		file, err := parser.ParseFile(fset, name, nil, parser.ParseComments)
		if err != nil {
			return nil, err
		}
		f.Name = strings.TrimSuffix(file.Name.Name, "_test")
		marked := markedLines(fset, file)
		for _, decl := range file.Decls {
			fn, ok := decl.(*ast.FuncDecl)
			if !ok {
				continue
			}
			claim, err := claimOf(fset, fn)
			if err != nil {
				return nil, fmt.Errorf("%s: %s: %w", fset.Position(fn.Pos()), fn.Name.Name, err)
			}
			if claim == nil {
				continue
			}
			last := fset.Position(fn.End()).Line
			for _, line := range marked {
				if claim.Pos.Line <= line && line <= last {
					claim.Lines = append(claim.Lines, Line{filepath.Base(name), line})
				}
			}
			f.Claims = append(f.Claims, *claim)
		}
	}
	return f, f.lend()
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
		}
	}
	return nil
}

// claimOf reads the //proof: line of a function's comment, nil if there is none.
func claimOf(fset *token.FileSet, fn *ast.FuncDecl) (*Claim, error) {
	if fn.Doc == nil {
		return nil, nil
	}
	for _, comment := range fn.Doc.List {
		rest, ok := strings.CutPrefix(comment.Text, "//proof:")
		if !ok {
			continue
		}
		kind, text, _ := strings.Cut(rest, " ")
		c := &Claim{Func: fn.Name.Name, Kind: Kind(kind), Text: strings.TrimSpace(text), Pos: fset.Position(fn.Pos())}
		switch {
		case !slices.Contains(Kinds, c.Kind):
			return nil, fmt.Errorf("unknown directive //proof:%s, want one of %v", kind, Kinds)
		case !c.Kind.Runs() && c.Text == "":
			return nil, fmt.Errorf("//proof:%s wants a text: why, or by which function", kind)
		case c.Kind.Runs() && (fn.Recv != nil || fn.Type.TypeParams != nil || fn.Type.Params.NumFields() > 0):
			return nil, fmt.Errorf("a function that is run takes no receiver, no type parameters and no arguments")
		case c.Kind == Observe && fn.Type.Results.NumFields() != 1:
			return nil, fmt.Errorf("an observed function returns a bool")
		}
		return c, nil
	}
	return nil, nil
}

// markedLines lists the lines with a "want" or a //proof:at.
func markedLines(fset *token.FileSet, file *ast.File) []int {
	var lines []int
	for _, group := range file.Comments {
		for _, c := range group.List {
			if strings.Contains(c.Text, "// want ") || strings.HasPrefix(c.Text, "/* want ") || strings.Contains(c.Text, "//proof:at") {
				lines = append(lines, fset.Position(c.Pos()).Line)
			}
		}
	}
	return lines
}
