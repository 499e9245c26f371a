package reuse_test

import (
	"fmt"
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/reuse"
)

// judge reports each call of hand.
var judge = &analysis.Analyzer{
	Name:     "judge",
	Doc:      "say what happens to memory that is handed on",
	Requires: []*analysis.Analyzer{flow.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		callers := make(map[*ssa.Function][]ssa.CallInstruction)
		var hands []*ssa.Call
		for _, fn := range pass.ResultOf[flow.Analyzer].(*flow.Package).Funcs {
			for _, b := range fn.Blocks {
				for _, instr := range b.Instrs {
					call, ok := instr.(*ssa.Call)
					if !ok || call.Call.StaticCallee() == nil {
						continue
					}
					callee := call.Call.StaticCallee()
					callers[callee] = append(callers[callee], call)
					if callee.Name() == "hand" {
						hands = append(hands, call)
					}
				}
			}
		}
		search := &reuse.Search{Callers: func(fn *ssa.Function) ([]ssa.CallInstruction, bool) { return callers[fn], true }}
		for _, call := range hands {
			pass.Reportf(call.Pos(), "%s", text(pass, search, call))
		}
		return nil, nil
	},
}

func text(pass *analysis.Pass, search *reuse.Search, call *ssa.Call) string {
	list := reuse.Of(call.Call.Args[0], call)
	if len(list) == 0 {
		return "nothing to follow"
	}
	w := search.After(reuse.Point{Point: flow.After(call)}, list[0])
	if w == nil {
		return "nothing"
	}
	name := w.Name
	if w.Field != nil {
		name = "set of " + w.Field.Name()
	}
	via := "nothing"
	if w.Via != nil {
		via = w.Via.Common().StaticCallee().Name()
	}
	return fmt.Sprintf("%s at line %d via %s", name, pass.Fset.Position(w.Instr.Pos()).Line, via)
}

func Test(t *testing.T) {
	analysistest.Run(t, filepath.Join(checktest.Root(), "testdata"), judge, "reuse/a")
}
