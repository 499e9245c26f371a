package syntax_test

import (
	"bytes"
	"encoding/gob"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/gocorelint/gocorelint/analyzers/internal/noreturn"
	"github.com/gocorelint/gocorelint/analyzers/internal/noreturn/syntax"
)

// Where MayExport says no, the analyzer has no fact for other packages: seen on
// the packages of the Go distribution, in which there are both kinds.
func TestMayExport(t *testing.T) {
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadAllSyntax},
		"cmd/compile/internal/base", "cmd/link/internal/ld", "cmd/go/internal/base", "cmd/asm/internal/lex", "go/build", "testing", "text/template", "net/http")
	if err != nil {
		t.Fatal(err)
	}
	graph, err := checker.Analyze([]*analysis.Analyzer{noreturn.Analyzer}, pkgs, nil)
	if err != nil {
		t.Fatal(err)
	}
	exports := make(map[string]bool) // paths of the packages with facts
	skipped, needed := 0, 0
	graph.All()(func(act *checker.Action) bool {
		if act.Err != nil {
			t.Errorf("%v: %v", act, act.Err)
		}
		var exported []string
		for _, fact := range act.AllObjectFacts() {
			if fact.Object.Pkg() == act.Package.Types {
				exports[act.Package.PkgPath] = true
				if fact.Object.Exported() && !hidden(fact.Object.(*types.Func)) {
					exported = append(exported, fact.Object.Name())
				}
			}
		}
		switch may := syntax.MayExport(act.Package.Syntax, func(path string) bool { return exports[path] }); {
		case !may && exported != nil:
			t.Errorf("%s has functions that never return, and would be left out: %v", act.Package, exported)
		case may && exported != nil:
			needed++
		case !may:
			skipped++
		}
		return true
	})
	if needed < 10 || skipped < 100 {
		t.Errorf("only %d packages with such functions and %d that are left out were seen", needed, skipped)
	}
	t.Logf("%d packages with such functions, %d left out", needed, skipped)
}

// hidden reports whether the function is a method of a type whose name is not exported: others hardly have a value of it.
func hidden(fn *types.Func) bool {
	recv := fn.Signature().Recv()
	if recv == nil {
		return false
	}
	t := recv.Type()
	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem()
	}
	return !t.(*types.Named).Obj().Exported()
}

// Methods of types that are not exported count where exported things are of such a type.
func TestShown(t *testing.T) {
	for text, want := range map[string]bool{
		"type T struct{}; func (T) M() { panic(0) }":                                  true,
		"type t struct{}; func (t) M() { panic(0) }":                                  false,
		"type t struct{}; func (*t) M() { panic(0) }; func New() *t":                  true,
		"type t struct{}; func (*t) M() { panic(0) }; func make() *t":                 false,
		"type t struct{}; func (*t) M() { panic(0) }; func make() *t; var T = make()": true,
		"type t struct{}; func (*t) M() { panic(0) }; var Default = &t{}":             true,
		"type t struct{}; func (*t) M() { panic(0) }; type T struct{ t }":             true,
		"type t[E any] struct{}; func (*t[E]) M() { panic(0) }":                       false,
		"type t[E any] struct{}; func (*t[E]) M() { panic(0) }; type T = t[int]":      true,
		"type t struct{}; func (t) M() { panic(0) }; var own t":                       false,
	} {
		file, err := parser.ParseFile(token.NewFileSet(), "a.go", "package a; "+text, 0)
		if err != nil {
			t.Fatal(err)
		}
		if got := syntax.MayExport([]*ast.File{file}, func(string) bool { return false }); got != want {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}

// Drivers look for the mark in facts that they do not decode.
func TestFactMark(t *testing.T) {
	for _, fact := range noreturn.Analyzer.FactTypes {
		var facts bytes.Buffer
		gob.Register(fact)
		if err := gob.NewEncoder(&facts).Encode(&fact); err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(facts.Bytes(), []byte(syntax.FactMark)) {
			t.Errorf("%q does not contain %q", facts.Bytes(), syntax.FactMark)
		}
	}
}
