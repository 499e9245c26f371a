package flow_test

import (
	"fmt"
	"go/constant"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
)

// fixture returns the SSA form of a package below testdata/src/flow.
func fixture(t *testing.T, name string) *flow.Package {
	t.Helper()
	probe := &analysis.Analyzer{
		Name:       "probe",
		Doc:        "hand out the result",
		Requires:   []*analysis.Analyzer{flow.Analyzer},
		ResultType: flow.Analyzer.ResultType,
		Run:        func(pass *analysis.Pass) (any, error) { return pass.ResultOf[flow.Analyzer], nil },
	}
	results := analysistest.Run(t, filepath.Join(checktest.Root(), "testdata"), probe, "flow/"+name)
	return results[0].Result.(*flow.Package)
}

// marks calls visit for each call mark("TEXT").
func marks(fn *ssa.Function, visit func(call ssa.Instruction, text string)) {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if call, ok := instr.(*ssa.Call); ok && call.Call.StaticCallee() != nil && call.Call.StaticCallee().Name() == "mark" {
				visit(call, constant.StringVal(call.Call.Args[0].(*ssa.Const).Value))
			}
		}
	}
}

// Each mark in the fixture begins with the loop depth of its block.
func TestLoops(t *testing.T) {
	n := 0
	for _, fn := range fixture(t, "loops").Funcs {
		loops := flow.LoopsOf(fn)
		marks(fn, func(call ssa.Instruction, text string) {
			n++
			if depth := fmt.Sprint(loops.Depth(call.Block())); !strings.HasPrefix(text, depth+" ") {
				t.Errorf("%s: depth %s of %q", fn.Name(), depth, text)
			}
		})
	}
	if n < 20 {
		t.Errorf("only %d marks were looked at", n)
	}
}

func TestPaths(t *testing.T) {
	for _, fn := range fixture(t, "paths").Funcs {
		var from *flow.Point
		target := func(instr ssa.Instruction) bool { return is(fn, instr, "target") }
		avoid := func(instr ssa.Instruction) bool { return is(fn, instr, "avoid") }
		marks(fn, func(call ssa.Instruction, text string) {
			if text == "from" {
				p := flow.After(call)
				from = &p
			}
		})
		if from == nil {
			continue
		}
		want := strings.HasPrefix(fn.Name(), "reached")
		if got := flow.Reaches(*from, target, avoid); got != want {
			t.Errorf("%s: reached = %v", fn.Name(), got)
		}
	}
}

func is(fn *ssa.Function, instr ssa.Instruction, text string) (found bool) {
	marks(fn, func(call ssa.Instruction, t string) {
		found = found || call == instr && t == text
	})
	return found
}

func TestCaseOf(t *testing.T) {
	n := 0
	for _, fn := range fixture(t, "selects").Funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				sel, ok := instr.(*ssa.Select)
				if !ok {
					continue
				}
				for i := flow.Default; i <= len(sel.States); i++ {
					from, to, ok := flow.CaseOf(sel, i)
					if want := i >= 0 && i < len(sel.States) || i == flow.Default && !sel.Blocking; ok != want {
						t.Errorf("%s: case %d: ok = %v", fn.Name(), i, ok)
						continue
					}
					if !ok {
						continue
					}
					n++
					if from.Succs[0] != to && from.Succs[1] != to {
						t.Errorf("%s: case %d: no edge leads from %s to %s", fn.Name(), i, from, to)
					}
					marks(fn, func(call ssa.Instruction, text string) {
						if (call.Block() == to) != (text == fmt.Sprint(i)) {
							t.Errorf("%s: case %d leads to %s, the mark %s is in %s", fn.Name(), i, to, text, call.Block())
						}
					})
				}
			}
		}
	}
	if n != 8 {
		t.Errorf("%d cases were looked at", n)
	}
}
