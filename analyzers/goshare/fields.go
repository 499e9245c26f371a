package goshare

import (
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/goroutine"
	"github.com/gocorelint/gocorelint/analyzers/internal/place"
	"github.com/gocorelint/gocorelint/analyzers/internal/report"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
)

// fieldOfMany reports a map, a count or a list in a field of an object from outside of the loop, to which all goroutines that
// the loop starts add, themselves or in a function that they call:
//
//	for _, t := range s.targets {
//		wg.Go(func() { s.results[t] = probe(t) })
//	}
func (c *checker) fieldOfMany(call ssa.CallInstruction, loop *flow.Loop) {
	g := goroutine.Of(call)
	if g == nil || loop == nil || once(loop) || !startedAgain(call, loop) || ofOneKind(call, loop) {
		return
	}
	shared := make(map[ssa.Value]bool)
	for outer, inner := range g.Gets() {
		if typeis.Pointer(outer.Type()) && outside(outer, loop) {
			shared[inner] = true
		}
	}
	instr, name := sharedWrite(g.Fn, shared, 2)
	if instr == nil || !instr.Pos().IsValid() || picked(instr) || c.told[instr] {
		return
	}
	kind := maps
	if _, ok := instr.(*ssa.Store); ok {
		kind = many
	}
	c.told[instr] = true
	c.Report(report.Finding{At: report.At(instr.Pos(), 1), Kind: kind, Args: []any{c.Line(instr.Pos(), call.Pos()), name},
		Related: []analysis.RelatedInformation{report.Related(report.At(call.Pos(), 2), "the goroutines start here")}})
}

// outside reports whether a pointer is the same in all rounds of the loop.
func outside(v ssa.Value, loop *flow.Loop) bool {
	switch x := v.(type) {
	case *ssa.Parameter, *ssa.Global:
		return true
	case *ssa.Alloc:
		return !loop.Contains(x.Block())
	case *ssa.UnOp:
		if stored := place.StoredOnce(x.X); stored != nil && stored != v {
			return outside(stored, loop)
		}
		return false
	case *ssa.Call:
		return !loop.Contains(x.Block())
	}
	return false
}

// startedAgain reports whether the loop comes back to the start with nothing in between that may wait for the goroutine.
func startedAgain(call ssa.CallInstruction, loop *flow.Loop) bool {
	_, again := reach(flow.After(call), func(instr ssa.Instruction) bool { return instr == ssa.Instruction(call) },
		func(instr ssa.Instruction) bool { return !loop.Contains(instr.Block()) || waits(instr) })
	return again
}
