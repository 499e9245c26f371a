package proof_test

import (
	"flag"
	"go/ast"
	"go/format"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/gocorelint/gocorelint/analyzers"
	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/internal/proof"
)

func testdata() string { return filepath.Join(checktest.Root(), "testdata") }

// Each fix that a check suggests in its fixtures, alone and together with the
// others of the package, leaves a package that compiles, is in gofmt's form, and
// imports what it uses.
func TestFixes(t *testing.T) {
	var checks []proof.Check
	for _, c := range analyzers.Checks() {
		everything(c.Analyzer)
		checks = append(checks, proof.Check{Analyzer: c.Analyzer, Fixtures: load(t, c.Name)})
	}
	fixes, err := proof.Fixes(testdata(), checks)
	if err != nil {
		t.Fatal(err)
	}
	variants, err := proof.Variants(fixes)
	if err != nil {
		t.Error(err)
	}
	if err := proof.Inspect(testdata(), variants); err != nil {
		t.Error(err)
	}
	if len(fixes) < 20 {
		t.Errorf("only %d fixes are suggested", len(fixes))
	}
	t.Logf("%d fixes, %d variants", len(fixes), len(variants))
}

// everything turns on what a check finds only if it is asked for.
func everything(a *analysis.Analyzer) {
	a.Flags.VisitAll(func(f *flag.Flag) {
		if b, ok := f.Value.(interface{ IsBoolFlag() bool }); ok && b.IsBoolFlag() && f.Name != "debug" && f.Name != "generated" {
			f.Value.Set("true")
		}
	})
}

// A fix that does not do is rejected.
func TestBrokenFixes(t *testing.T) {
	tests := []struct {
		name     string
		old, new string
		wrong    string // part of the complaint
	}{
		{"right", "make(chan int)", "make(chan int, 1)", ""},
		{"alone_wrong", "number", "figure", "undefined: figure"},
		{"unparsable", "make(chan int)", "make(chan int", "missing ','"},
		{"undefined", "make(chan int)", "make(chan int, size)", "undefined: size"},
		{"leaves_import", "fmt.Sprint(number)", "strconv.Itoa(number)", `"fmt" imported and not used`},
		{"needs_import", "fmt.Sprint(number)", `fmt.Sprint(os.Getpid())`, "undefined: os"},
		{"changes_nothing", "make(chan int)", "make(chan int)", "it changes nothing"},
		{"unformatted", "make(chan int)", "make(chan int,1)", "gofmt's form from line 17 on"},
		{"overlapping", "strconv.Itoa(number)", "strconv.Itoa(1)|strconv.Itoa(2)", "overlap"},
	}
	var checks []proof.Check
	fixtures := slices.DeleteFunc(load(t, "proof"), func(f *proof.Fixture) bool { return f.Path != "proof/fixes" })
	for _, test := range tests {
		checks = append(checks, proof.Check{Analyzer: replace(test.name, test.old, test.new), Fixtures: fixtures})
	}
	fixes, err := proof.Fixes(testdata(), checks)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			own := slices.DeleteFunc(slices.Clone(fixes), func(f *proof.Fix) bool { return f.Check != test.name })
			if len(own) == 0 {
				t.Fatalf("%q is nowhere", test.old)
			}
			variants, err := proof.Variants(own)
			if err == nil {
				err = proof.Inspect(testdata(), variants)
			}
			switch {
			case test.wrong == "" && err != nil:
				t.Errorf("it is rejected: %v", err)
			case test.wrong != "" && (err == nil || !strings.Contains(err.Error(), test.wrong)):
				t.Errorf("it is accepted, or rejected for something else than %q: %v", test.wrong, err)
			}
		})
	}
}

// replace makes an analyzer whose fixes put new in the place of each expression
// that reads old. With a | in it new is two texts, each from a finding of its
// own.
func replace(name, old, new string) *analysis.Analyzer {
	a := &analysis.Analyzer{Name: name, Doc: "suggest " + new}
	a.Run = func(pass *analysis.Pass) (any, error) {
		for _, file := range pass.Files {
			ast.Inspect(file, func(n ast.Node) bool {
				e, ok := n.(ast.Expr)
				var text strings.Builder
				if !ok || format.Node(&text, pass.Fset, e) != nil || text.String() != old {
					return true
				}
				for alternative := range strings.SplitSeq(new, "|") {
					pass.Report(analysis.Diagnostic{Pos: e.Pos(), Message: "x", SuggestedFixes: []analysis.SuggestedFix{{
						Message:   alternative,
						TextEdits: []analysis.TextEdit{{Pos: e.Pos(), End: e.End(), NewText: []byte(alternative)}},
					}}})
				}
				return true
			})
		}
		return nil, nil
	}
	return a
}
