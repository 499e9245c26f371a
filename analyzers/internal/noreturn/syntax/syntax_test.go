package syntax_test

import (
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
				if fact.Object.Exported() {
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
