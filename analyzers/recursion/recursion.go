package recursion

import (
	_ "embed"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

var endless = &report.Kind{ID: "endless",
	Format: "this never returns: every path through %s comes to %s, and so around, until the stack overflows and the process dies; let one of them end"}

// Analyzer is the check with its default settings.
var Analyzer = New()

// New makes the check.
func New() *analysis.Analyzer {
	return report.Check{
		Name:     "recursion",
		DocFile:  doc,
		Tests:    true,
		Kinds:    []*report.Kind{endless},
		Requires: []*analysis.Analyzer{flow.Analyzer},
		Run:      run,
	}.New()
}

// maxRound bounds how many functions call each other in a round.
const maxRound = 6

func run(pass *report.Pass) {
	g := &graph{calls: make(map[*ssa.Function][]*ssa.Call), must: make(map[edge]bool)}
	funcs := pass.ResultOf[flow.Analyzer].(*flow.Package).Funcs
	for _, fn := range funcs {
		if list := callsOf(fn); len(list) > 0 {
			g.calls[fn] = list
		}
	}
	g.trim()
	told := make(map[*ssa.Function]bool)
	for _, fn := range funcs {
		if told[fn] || g.calls[fn] == nil {
			continue
		}
		round := g.round(fn, []*ssa.Call{}, fn)
		if round == nil {
			continue
		}
		var names []string
		for _, call := range round {
			callee := called(call)
			told[callee] = true
			names = append(names, callee.Name()+" ("+pass.Line(round[0].Pos(), call.Pos())+")")
		}
		pass.Report(report.Finding{At: report.At(round[0].Pos(), 1), Kind: endless, Args: []any{fn.Name(), strings.Join(names, ", that to ")}})
	}
}

// called is the function that is called, for an instance the generic one.
func called(call *ssa.Call) *ssa.Function {
	callee := call.Call.StaticCallee()
	if callee == nil || flow.IsBound(callee) {
		return nil
	}
	if origin := callee.Origin(); origin != nil {
		return origin
	}
	return callee
}

// callsOf lists the first call of each function of the package in fn.
func callsOf(fn *ssa.Function) []*ssa.Call {
	var list []*ssa.Call
	seen := make(map[*ssa.Function]bool)
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok || !call.Pos().IsValid() {
				continue
			}
			callee := called(call)
			if callee == nil || callee == fn || callee.Pkg != fn.Pkg || len(callee.Blocks) == 0 || seen[callee] {
				continue
			}
			seen[callee] = true
			list = append(list, call)
		}
	}
	return list
}

// A graph has the calls that every path comes to.
type graph struct {
	calls map[*ssa.Function][]*ssa.Call
	must  map[edge]bool
}

type edge struct{ from, to *ssa.Function }

// trim drops calls that are in no round, over and over: those of functions that
// call none of the rest. Few functions are left then.
func (g *graph) trim() {
	for before := -1; before != len(g.calls); {
		before = len(g.calls)
		for fn, list := range g.calls {
			list = slices.DeleteFunc(list, func(call *ssa.Call) bool { return g.calls[called(call)] == nil })
			if g.calls[fn] = list; len(list) == 0 {
				delete(g.calls, fn)
			}
		}
	}
}

// round returns the calls by which control comes from fn back to start on
// every path.
func (g *graph) round(fn *ssa.Function, way []*ssa.Call, start *ssa.Function) []*ssa.Call {
	if len(way) == maxRound {
		return nil
	}
	for _, call := range g.calls[fn] {
		callee := called(call)
		if callee != start && (goes(way, callee) || !g.comesBack(callee, start, map[*ssa.Function]bool{})) || !g.isMust(fn, callee) {
			continue
		}
		longer := append(way[:len(way):len(way)], call)
		if callee == start {
			return longer
		}
		if round := g.round(callee, longer, start); round != nil {
			return round
		}
	}
	return nil
}

func goes(way []*ssa.Call, fn *ssa.Function) bool {
	for _, call := range way {
		if called(call) == fn {
			return true
		}
	}
	return false
}

// comesBack reports whether some chain of calls leads from fn to start: most
// functions are in no round at all.
func (g *graph) comesBack(fn, start *ssa.Function, seen map[*ssa.Function]bool) bool {
	seen[fn] = true
	for _, call := range g.calls[fn] {
		callee := called(call)
		if callee == start || !seen[callee] && g.comesBack(callee, start, seen) {
			return true
		}
	}
	return false
}

// isMust reports whether every path through the function comes to a call of
// the other one: it neither ends nor waits before.
func (g *graph) isMust(from, to *ssa.Function) bool {
	e := edge{from, to}
	must, ok := g.must[e]
	if !ok {
		calls := func(instr ssa.Instruction) bool {
			call, ok := instr.(*ssa.Call)
			return ok && called(call) == to
		}
		must = !flow.Reaches(flow.Entry(from), func(instr ssa.Instruction) bool { return !calls(instr) && stops(instr) }, calls)
		g.must[e] = must
	}
	return must
}

// stops reports whether a function may end at the instruction, or wait there
// for ever.
func stops(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.Return, *ssa.Panic, *ssa.Select, *ssa.Send:
		return true
	case *ssa.UnOp:
		return instr.Op.String() == "<-"
	case *ssa.Call:
		// What it calls may panic or end the goroutine, and what it can't see may do so too.
		if _, builtin := instr.Call.Value.(*ssa.Builtin); builtin {
			return false
		}
		callee := called(instr)
		return callee == nil || callee.Pkg == instr.Parent().Pkg && !returns(callee)
	}
	return false
}

// returns reports whether the function has no panic of its own.
func returns(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		if len(b.Instrs) > 0 {
			if _, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Panic); ok {
				return false
			}
		}
	}
	return true
}
