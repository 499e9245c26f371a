package escapetest

import (
	"cmp"
	"fmt"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/gocorelint/gocorelint/analyzers/internal/escape"
)

// MakeTable analyzes the packages and all that they depend on and writes the
// tables of the packages that others can import.
func MakeTable(patterns ...string) (string, error) {
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadAllSyntax}, patterns...)
	if err != nil {
		return "", err
	}
	graph, err := checker.Analyze([]*analysis.Analyzer{escape.Analyzer}, pkgs, nil)
	if err != nil {
		return "", err
	}
	roots := slices.SortedFunc(slices.Values(graph.Roots), func(a, b *checker.Action) int {
		return cmp.Compare(a.Package.PkgPath, b.Package.PkgPath)
	})
	var b strings.Builder
	fmt.Fprintf(&b, "# made by gen with %s\n", runtime.Version())
	for _, act := range roots {
		path := act.Package.PkgPath
		if act.Err != nil {
			return "", act.Err
		}
		if strings.HasPrefix(path, "vendor/") || strings.Contains("/"+path+"/", "/internal/") {
			continue
		}
		for _, fact := range act.AllPackageFacts() {
			if fact.Package == act.Package.Types {
				fmt.Fprintf(&b, "= %s\n%s", path, fact.Fact.(*escape.Table).Text)
			}
		}
	}
	return b.String(), nil
}
