package chans_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/gocorelint/gocorelint/analyzers/internal/chans"
	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
)

// describe reports each channel where it is made.
var describe = &analysis.Analyzer{
	Name:     "describe",
	Doc:      "report what the engine knows of each channel",
	Requires: []*analysis.Analyzer{chans.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		for _, o := range pass.ResultOf[chans.Analyzer].(*chans.Package).Objects {
			pass.Reportf(o.Pos(), "%s", text(o))
		}
		return nil, nil
	},
}

func text(o *chans.Object) string {
	var b strings.Builder
	fmt.Fprintf(&b, "cap %d", o.Cap.Min)
	if !o.Cap.Exact {
		b.WriteString("+")
	}
	if o.Open {
		b.WriteString(" open")
	}
	if o.Shared {
		b.WriteString(" shared")
	}
	b.WriteString(":")
	for i, op := range o.Ops {
		if i > 0 {
			b.WriteString(",")
		}
		if !op.Only {
			b.WriteString(" maybe")
		}
		if op.Select != nil {
			b.WriteString(" case")
		}
		kind := op.Kind.String()
		if op.Ranges {
			kind = "range"
		}
		fmt.Fprintf(&b, " %s in %s", kind, op.Fn.Name())
		for bit, name := range []string{"same", "other", "outside"} {
			if op.Where&(1<<bit) != 0 {
				b.WriteString(" " + name)
			}
		}
	}
	return b.String() + "."
}

func Test(t *testing.T) {
	analysistest.Run(t, filepath.Join(checktest.Root(), "testdata"), describe, "chans/a")
}
