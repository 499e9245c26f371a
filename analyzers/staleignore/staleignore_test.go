package staleignore_test

import (
	"go/ast"
	"testing"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/staleignore"
)

var found = &report.Kind{ID: "found", Format: "call of bad"}

func Test(t *testing.T) {
	named := check("named", func(pass *report.Pass) {
		for _, file := range pass.Files {
			ast.Inspect(file, func(n ast.Node) bool {
				if call, ok := n.(*ast.CallExpr); ok && ast.Unparen(call.Fun).(*ast.Ident).Name == "bad" {
					pass.Report(report.Finding{At: call, Kind: found})
				}
				return true
			})
		}
	})
	other := check("other", func(*report.Pass) {})
	checktest.Run(t, staleignore.New(named.New(), other.New()), "a")
}

func check(name string, run func(*report.Pass)) report.Check {
	return report.Check{
		Name:    name,
		DocFile: "// Package p is for tests.\n//\n// # Analyzer " + name + "\n//\n// " + name + ": calls of bad\npackage p\n",
		Kinds:   []*report.Kind{found},
		Run:     run,
	}
}
