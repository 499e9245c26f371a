package report_test

import (
	"go/ast"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

var bad = &report.Kind{ID: "bad-call", Format: "call of %s", Also: []string{"samecheck", "SAME1"}}

// toy reports calls of functions by their name: bad anywhere, since22 and
// until22 by the version of the file.
func toy() *analysis.Analyzer {
	return report.Check{
		Name:    "toy",
		DocFile: "// Package toy is for tests.\n//\n// # Analyzer toy\n//\n// toy: calls of bad\n//\n// More text.\npackage toy\n",
		Kinds:   []*report.Kind{bad},
		Run: func(pass *report.Pass) {
			for _, file := range pass.Files {
				ast.Inspect(file, func(n ast.Node) bool {
					call, ok := n.(*ast.CallExpr)
					if !ok {
						return true
					}
					name, _ := call.Fun.(*ast.Ident)
					f := report.Finding{At: call, Kind: bad, Args: []any{"bad"}}
					switch {
					case name == nil:
						return true
					case name.Name == "bad":
					case name.Name == "since22":
						f.Since = "go1.22"
					case name.Name == "until22":
						f.Until = "go1.22"
					case name.Name == "crash":
						panic("toy crashes on purpose")
					default:
						return true
					}
					pass.Report(f)
					pass.Report(f) // a second time at the same place is not told
					return true
				})
			}
		},
	}.New()
}

func testdata() string { return filepath.Join(checktest.Root(), "testdata") }

func TestSuppression(t *testing.T) {
	analysistest.Run(t, testdata(), toy(), "report/suppress")
}

func TestGeneratedAndTests(t *testing.T) {
	a := toy()
	analysistest.Run(t, testdata(), a, "report/generated")

	for _, set := range []struct{ flag, pattern string }{
		{"generated", "report/generatedwanted"},
		{"tests", "report/testswanted"},
	} {
		a := toy()
		if err := a.Flags.Set(set.flag, "true"); err != nil {
			t.Fatal(err)
		}
		analysistest.Run(t, testdata(), a, set.pattern)
	}
}

func TestVersions(t *testing.T) {
	analysistest.Run(t, testdata(), toy(), "report/versions")
}

func TestDiagnostic(t *testing.T) {
	for _, test := range []struct {
		flags   map[string]string
		message string
		url     string
	}{
		{nil, "call of bad (toy)", report.URLBase + "toy.md#bad-call"},
		{map[string]string{"tag": "false", "url": "https://lint.example.com/pages"}, "call of bad", "https://lint.example.com/pages/toy.md#bad-call"},
	} {
		a := toy()
		for name, value := range test.flags {
			if err := a.Flags.Set(name, value); err != nil {
				t.Fatal(err)
			}
		}
		results := analysistest.Run(t, testdata(), a, "report/one")
		if len(results) != 1 || len(results[0].Diagnostics) != 1 {
			t.Fatalf("want one diagnostic, have %v", results)
		}
		d := results[0].Diagnostics[0]
		if d.Message != test.message || d.URL != test.url || d.Category != "bad-call" || !d.End.IsValid() {
			t.Errorf("message %q, URL %q, category %q, end %v", d.Message, d.URL, d.Category, d.End)
		}
	}
}

// An internal error costs the findings of one check in one package.
func TestPanicIsContained(t *testing.T) {
	report.Rethrow = false
	defer func() { report.Rethrow = true }()
	results := analysistest.Run(t, testdata(), toy(), "report/crash")
	if n := len(results[0].Diagnostics); n != 0 {
		t.Errorf("%d diagnostics of a check that crashed", n)
	}
}

func TestDoc(t *testing.T) {
	a := toy()
	if want := "calls of bad\n\nMore text."; a.Doc != want {
		t.Errorf("doc %q, want %q", a.Doc, want)
	}
	defer func() {
		if r := recover(); r == nil || !strings.Contains(r.(error).Error(), `"# Analyzer toy"`) {
			t.Errorf("a doc.go without its section: %v", r)
		}
	}()
	report.Check{Name: "toy", DocFile: "// Package toy is for tests.\npackage toy\n"}.New()
}
