package proof_test

import (
	"go/ast"
	"go/format"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/internal/proof"
)

func testdata() string { return filepath.Join(checktest.Root(), "testdata") }

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
	fixtures := fixable(t)
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

// A fix that compiles and mends nothing is rejected by what the function does
// then.
func TestFixesThatMendNothing(t *testing.T) {
	tests := []struct {
		name     string
		old, new string
		wrong    string // part of the complaint
	}{
		{"leak_gone", "make(chan int)", "make(chan int, 1)", ""},
		{"leak_left", "make(chan int)", "make(chan int, 0)", "it leaks a goroutine"},
		{"panic_gone", "list[number]", "list[number-1]", ""},
		{"panic_left", "list[number]", "list[number+1]", "it does not come to its end"},
		{"observed_no_more", "number % 2", "number%3", ""},
		{"observed_still", "number % 2", "number%4", "it does not return false"},
		{"allocates_less", "strconv.Itoa(number + 1)", `"1001"`, ""},
		{"allocates_as_often", "strconv.Itoa(number + 1)", "strconv.Itoa(number+2)", "it allocates as often as before"},
	}
	var checks []proof.Check
	fixtures := fixable(t)
	for _, test := range tests {
		checks = append(checks, proof.Check{Analyzer: replace(test.name, test.old, test.new), Fixtures: fixtures})
	}
	report, err := proof.Run(testdata(), t.TempDir(), checks)
	if err != nil {
		t.Fatal(err)
	}
	if report.Static != nil {
		t.Fatal(report.Static)
	}
	judged := make(map[string]string)
	for _, f := range report.Flips {
		judged[f.Variant.Fixes[0].Check] = f.Why
	}
	for _, test := range tests {
		why, ok := judged[test.name]
		switch {
		case !ok:
			t.Errorf("%s: nothing is judged", test.name)
		case test.wrong == "" && why != "":
			t.Errorf("%s: rejected: %s", test.name, why)
		case test.wrong != "" && !strings.Contains(why, test.wrong):
			t.Errorf("%s: accepted, or rejected for something else than %q: %s", test.name, test.wrong, why)
		}
	}
}

// fixable returns the fixture proof/fixes.
func fixable(t *testing.T) []*proof.Fixture {
	return slices.DeleteFunc(fixturesOf(t, "proof"), func(f *proof.Fixture) bool { return f.Path != "proof/fixes" })
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
