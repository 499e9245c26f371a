package paths_test

import (
	"fmt"
	"go/constant"
	"go/types"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/checktest"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/paths"
)

// counters reports for each function with which counters it can return.
var counters = &analysis.Analyzer{
	Name:     "counters",
	Doc:      "report the counters at the returns",
	Requires: []*analysis.Analyzer{flow.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		for _, fn := range pass.ResultOf[flow.Analyzer].(*flow.Package).Funcs {
			if fn.Name() != "add" && fn.Name() != "many" && fn.Parent() == nil {
				pass.Reportf(fn.Pos(), "%s", strings.Join(countersOf(fn), " "))
			}
		}
		return nil, nil
	},
}

func countersOf(fn *ssa.Function) []string {
	loops := flow.LoopsOf(fn)
	search := &paths.Search{From: flow.Entry(fn), Effect: func(instr ssa.Instruction) []paths.Alt {
		call, ok := instr.(*ssa.Call)
		if !ok || call.Call.StaticCallee() == nil || len(call.Call.Args) != 1 {
			return nil
		}
		n := int(call.Call.Args[0].(*ssa.Const).Int64())
		if call.Call.StaticCallee().Name() == "add" {
			return []paths.Alt{{Add: n}}
		}
		trips, ok := paths.Trips(loops.Innermost(call.Block()))
		if !ok {
			trips = paths.Many
		}
		return []paths.Alt{{Add: n * int(trips), Once: true}}
	}}
	var list []string
	search.Each(func(p *paths.Path) bool {
		text := fmt.Sprint(p.Counter)
		if p.Counter == paths.Many {
			text = "Many"
		}
		list = append(list, text)
		return true
	})
	slices.Sort(list)
	return slices.Compact(list)
}

func Test(t *testing.T) {
	analysistest.Run(t, filepath.Join(checktest.Root(), "testdata"), counters, "paths/a")
}

// A memory is carried along the path, keeps apart paths that are equal
// otherwise, and what a call is known to return decides the conditions on it.
func TestMemory(t *testing.T) {
	type memory struct{ last string }
	remember := &analysis.Analyzer{Name: "remember", Doc: "report the last call of each path", Requires: counters.Requires,
		Run: func(pass *analysis.Pass) (any, error) {
			for _, fn := range pass.ResultOf[flow.Analyzer].(*flow.Package).Funcs {
				var ends []string
				memories := make(map[string]*memory)
				yes := []ssa.Value{ssa.NewConst(constant.MakeBool(true), types.Typ[types.Bool])}
				no := []ssa.Value{ssa.NewConst(constant.MakeBool(false), types.Typ[types.Bool])}
				at := func(text string) *memory {
					if memories[text] == nil {
						memories[text] = &memory{text}
					}
					return memories[text]
				}
				search := &paths.Search{From: flow.Entry(fn), Memory: at("none"), Step: func(p *paths.Path, instr ssa.Instruction) []paths.Alt {
					call, ok := instr.(*ssa.Call)
					if !ok {
						return nil
					}
					if call.Call.StaticCallee().Name() == "try" {
						return []paths.Alt{{Memory: at("got"), Results: yes}, {Results: no}}
					}
					k := call.Call.Args[0].(*ssa.Const)
					return []paths.Alt{{Memory: at(p.Memory().(*memory).last + " " + k.Value.ExactString())}}
				}}
				if !search.Each(func(p *paths.Path) bool {
					ends = append(ends, p.Memory().(*memory).last)
					return true
				}) {
					t.Errorf("%s: not complete", fn.Name())
				}
				slices.Sort(ends)
				pass.Reportf(fn.Pos(), "%s", strings.Join(ends, ", "))
			}
			return nil, nil
		}}
	analysistest.Run(t, filepath.Join(checktest.Root(), "testdata"), remember, "paths/memory")
}

// A search that is too large says so.
func TestBudget(t *testing.T) {
	probe := &analysis.Analyzer{Name: "probe", Doc: "search with a small budget", Requires: counters.Requires,
		Run: func(pass *analysis.Pass) (any, error) {
			for _, fn := range pass.ResultOf[flow.Analyzer].(*flow.Package).Funcs {
				search := &paths.Search{From: flow.Entry(fn), Budget: 1, Effect: func(ssa.Instruction) []paths.Alt { return nil }}
				complete := search.Each(func(*paths.Path) bool { return true })
				if want := len(fn.Blocks) == 1; complete != want {
					t.Errorf("%s: complete = %v, want %v", fn.Name(), complete, want)
				}
			}
			return nil, nil
		}}
	for _, r := range analysistest.Run(mute{t}, filepath.Join(checktest.Root(), "testdata"), probe, "paths/a") {
		if r.Err != nil {
			t.Error(r.Err)
		}
	}
}

// mute ignores the expectations, which are another test's.
type mute struct{ *testing.T }

func (mute) Errorf(string, ...any) {}
