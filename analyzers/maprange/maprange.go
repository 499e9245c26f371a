package maprange

import (
	_ "embed"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/maploop"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

var (
	added = &report.Kind{ID: "added-key",
		Format: "the loop over %s of %s may or may not visit the entry that is added %s: collect new entries and store them after the loop"}
	moved = &report.Kind{ID: "moved-key",
		Format: "the loop over %s of %s may visit the entry again that is moved %s, and then moves or deletes it: store the entries in a new map"}
	counted = &report.Kind{ID: "changed-value",
		Format: "the loop over %s of %s may see the value of another entry before or after it is changed %s: collect the changes and apply them after the loop"}
)

// Analyzer finds loops over a map that store into it.
var Analyzer = New()

// New makes the analyzer.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "maprange",
		DocFile:  doc,
		Tests:    true,
		Kinds:    []*report.Kind{added, moved, counted},
		Requires: []*analysis.Analyzer{flow.Analyzer},
		Run:      run,
	}.New()
}

func run(pass *report.Pass) {
	for _, fn := range pass.ResultOf[flow.Analyzer].(*flow.Package).Funcs {
		for _, loop := range maploop.Loops(fn) {
			check(pass, loop)
		}
	}
}

func check(pass *report.Pass, loop *maploop.Loop) {
	writes := loop.Writes()
	if loop.Bounded {
		pass.Debugf(loop.Pos, "calls of the loop are followed to a bound only")
	}
	for _, w := range writes {
		kind := judge(w)
		if kind == nil {
			continue
		}
		if loop.Repeated() {
			pass.Debugf(loop.Pos, "may be run until nothing changes")
			return
		}
		at, where := place(pass, loop, w)
		stmt := rangeAt(loop.Func.Syntax(), loop.Pos)
		if at == nil || stmt == nil {
			continue
		}
		pass.Report(report.Finding{At: at, Kind: kind, Args: []any{
			types.ExprString(ranged(stmt)), pass.Line(at.Pos(), stmt.For), where,
		}})
	}
}

// judge says what is wrong with the write: what the loop does when it comes, or
// doesn't come, to the entry.
func judge(w *maploop.Write) *report.Kind {
	key, value := w.KeyOrigin(), w.ValueOrigin()
	switch {
	case w.CurrentKey(), w.KeyOfRange(), w.Guarded():
		return nil
	case w.Accumulates():
		// Reading other entries makes the order of the visits matter.
		if value&maploop.FromValue != 0 && key&maploop.FromKey != 0 || value != 0 && (key == 0 || w.KeyInValue()) {
			return counted
		}
		return nil
	case w.Present():
		return nil
	case key&maploop.FromKey != 0 && w.Moves():
		return moved
	case key&maploop.FromKey != 0:
		if w.Grows() || w.Advances() {
			return added
		}
		return nil
	case w.KeyIsValue():
		if value&(maploop.FromKey|maploop.FromCount) != 0 {
			return added
		}
		return nil
	case key&maploop.FromValue != 0:
		return nil // often it is the current key, by another name
	case key&maploop.FromCount != 0:
		return added
	}
	return nil
}

// place is where to report the write, and how to name the place in a sentence.
func place(pass *report.Pass, loop *maploop.Loop, w *maploop.Write) (at analysis.Range, where string) {
	if w.Call != nil {
		at := nodeAt[*ast.CallExpr](loop.Func.Syntax(), w.Call.Pos(), func(c *ast.CallExpr) token.Pos { return c.Lparen })
		if at == nil {
			return nil, ""
		}
		return at, "by this call (" + pass.Line(at.Pos(), w.Instr.Pos()) + ")"
	}
	if _, ok := w.Instr.(*ssa.Call); ok {
		if at := nodeAt[*ast.CallExpr](w.Instr.Parent().Syntax(), w.Instr.Pos(), func(c *ast.CallExpr) token.Pos { return c.Lparen }); at != nil {
			return at, "here"
		}
		return nil, ""
	}
	if at := nodeAt[*ast.IndexExpr](w.Instr.Parent().Syntax(), w.Instr.Pos(), func(x *ast.IndexExpr) token.Pos { return x.Lbrack }); at != nil {
		return at, "here"
	}
	return nil, ""
}
