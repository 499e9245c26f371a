package escape

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
	"testing"
)

func TestLeaksEncoding(t *testing.T) {
	var l Leaks
	l.add(sinkMutator, 0)
	l.add(sinkResult+1, 3)
	l.add(sinkResult+1, 1)
	l.add(sinkUnknown, 50)
	if got, want := l.String(), "u9m011"; got != want {
		t.Errorf("%v encoded as %q, want %q", [numSinks]uint8(l), got, want)
	}
	s := summary{{}, l, {}}
	if got, want := s.String(), ",u9m011"; got != want {
		t.Errorf("summary encoded as %q, want %q", got, want)
	}
	if back := parseSummary(s.String()); back.param(1) != l || back.param(0) != (Leaks{}) || back.param(7) != (Leaks{}) {
		t.Errorf("%q decoded as %v", s, back)
	}
}

// What is not understood must not be taken for "does not leak".
func TestLeaksGarbage(t *testing.T) {
	for _, text := range []string{"x", "h", "x0", "h0y7", "h:"} {
		if l := parseLeaks(text); l[sinkUnknown] == 0 {
			t.Errorf("%q decoded as %v, want a leak to the unknown", text, l)
		}
	}
}

func TestLeaksOptimize(t *testing.T) {
	var l Leaks
	l.add(sinkHeap, 1)
	l.add(sinkResult, 0)
	l.add(sinkResult+1, 1)
	l.optimize()
	if got, want := l.String(), "h100"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestTableLookup(t *testing.T) {
	table := &Table{"A h0\nAB \nT.A m0\n"}
	for name, want := range map[string]string{"A": "h0", "AB": "", "T.A": "m0"} {
		s, ok := table.lookup(name)
		if !ok || s.String() != want {
			t.Errorf("%s: %q, %v; want %q", name, s, ok, want)
		}
	}
	for _, name := range []string{"B", "T", ".A", ""} {
		if s, ok := table.lookup(name); ok {
			t.Errorf("%s is not in the table, found %q", name, s)
		}
	}
}

func TestLayout(t *testing.T) {
	const source = `package p
func f(xs []int) {
	at0()
	for i := at0(); i < at1(); at1() {
		at1()
		for range at1() {
			at2()
			return at2()
		}
		at1()
	}
	for k := range at0() { _ = []int{1, at1()} }
	at0()
back:
	at1()
	goto back
}`
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", source, 0)
	if err != nil {
		t.Fatal(err)
	}
	l := newLayout([]*ast.File{file})
	seen := 0
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			name := n.Fun.(*ast.Ident).Name
			if want := int(strings.TrimPrefix(name, "at")[0] - '0'); l.depth(n.Pos()) != want {
				t.Errorf("line %d: depth %d, want %d", fset.Position(n.Pos()).Line, l.depth(n.Pos()), want)
			}
			seen++
		case *ast.CompositeLit:
			if !l.inLiteral(n.Lbrace, n.Elts[1].Pos()) || l.inLiteral(n.Lbrace, n.Rbrace+5) || l.inLiteral(n.Lbrace+1, n.Rbrace) {
				t.Error("the literal's extent is wrong")
			}
		}
		return true
	})
	if seen != 13 {
		t.Errorf("%d calls looked at", seen)
	}
}
