package leave

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/paths"
)

// A count says how often a goroutine sends at most.
type count struct {
	n   int         // paths.Many if there is no bound
	ops []*ssa.Send // one longest sequence
}

// repeats returns how often the instruction runs at most before something is
// received again, counted from the making of the channel if that is in the
// same function.
func (ch *channel) repeats(instr ssa.Instruction) int {
	n := 1
	for loop := ch.c.loopsOf(instr.Parent()).Innermost(instr.Block()); loop != nil; loop = loop.Parent {
		if ch.loops[loop] || ch.Make.Parent() == instr.Parent() && loop.Contains(ch.Make.Block()) {
			break
		}
		if firstOnly(loop, instr) {
			continue
		}
		trips, ok := paths.Trips(loop)
		if !ok {
			return paths.Many
		}
		n = min(n*int(min(trips, paths.Many)), paths.Many)
	}
	return n
}

// sends counts the blocking sends of one run of fn and of what it calls and starts.
func (ch *channel) sends(fn *ssa.Function, known map[ssa.Value]bool) count {
	key := fn.String()
	for _, p := range fn.Params {
		if known[p] {
			key += " " + p.Name()
		}
	}
	if n, ok := ch.counts[key]; ok {
		return n
	}
	ch.counts[key] = count{} // what a recursive call is taken for
	if len(fn.Blocks) == 0 {
		return count{}
	}
	search := &paths.Search{
		From:   flow.Entry(fn),
		Effect: func(instr ssa.Instruction) []paths.Alt { return ch.sendEffect(instr, known) },
	}
	best, _ := search.Max() // if it was given up, there may be more
	n := count{}
	if best != nil {
		n.n = best.Counter
		for _, step := range best.Steps() {
			n.ops = append(n.ops, ch.sendsAt(step.Instr, known)...)
		}
	}
	ch.counts[key] = n
	return n
}

func (ch *channel) sendEffect(instr ssa.Instruction, known map[ssa.Value]bool) []paths.Alt {
	n := 0
	switch instr := instr.(type) {
	case *ssa.Send:
		if ch.must(instr.Chan, known) && ch.unconditional(instr) {
			n = 1
		}
	case ssa.CallInstruction:
		if fn, inside := ch.callee(instr, known); fn != nil {
			if _, deferred := instr.(*ssa.Defer); !deferred || ch.sendsAnyway(fn, inside) {
				n = ch.sends(fn, inside).n
			}
		}
	}
	if n == 0 {
		return nil
	}
	return []paths.Alt{{Add: min(n*ch.repeats(instr), paths.Many), Once: !ch.receivesAround(instr)}}
}

// sendsAnyway reports whether a deferred function sends under no condition: mostly
// the condition is that the function that deferred it has not sent.
func (ch *channel) sendsAnyway(fn *ssa.Function, known map[ssa.Value]bool) bool {
	for _, send := range ch.sends(fn, known).ops {
		if send.Block() != fn.Blocks[0] {
			return false
		}
	}
	return true
}

// sendsAt lists the send statements behind one step.
func (ch *channel) sendsAt(instr ssa.Instruction, known map[ssa.Value]bool) []*ssa.Send {
	switch instr := instr.(type) {
	case *ssa.Send:
		return []*ssa.Send{instr}
	case ssa.CallInstruction:
		if fn, inside := ch.callee(instr, known); fn != nil {
			return ch.sends(fn, inside).ops
		}
	}
	return nil
}

// receivesAround reports whether a loop around the instruction receives, so that
// each of its iterations counts.
func (ch *channel) receivesAround(instr ssa.Instruction) bool {
	for loop := ch.c.loopsOf(instr.Parent()).Innermost(instr.Block()); loop != nil; loop = loop.Parent {
		if ch.loops[loop] {
			return true
		}
	}
	return false
}

// unconditional reports whether each of many goroutines that run the function
// may send. It does not know that of a send under a condition: it may hold for
// the last or first of them only. Errors can happen in each.
func (ch *channel) unconditional(send *ssa.Send) bool {
	if !ch.manyRun(send.Parent()) {
		return true
	}
	loops := ch.c.loopsOf(send.Parent())
	for b := send.Block(); b.Idom() != nil; b = b.Idom() {
		idom := b.Idom()
		cond, ok := idom.Instrs[len(idom.Instrs)-1].(*ssa.If)
		if !ok || always(flow.Point{Block: idom.Succs[0]}, b.Instrs[0]) && always(flow.Point{Block: idom.Succs[1]}, b.Instrs[0]) {
			continue // both ways meet again before the send
		}
		loop := loops.Innermost(idom)
		endsLoop := loop != nil && loop.Contains(idom.Succs[0]) != loop.Contains(idom.Succs[1])
		if !endsLoop && !isErrorCheck(cond.Cond) {
			return false
		}
	}
	return true
}

// always reports whether control that goes on from the point comes to the instruction.
func always(from flow.Point, instr ssa.Instruction) bool {
	return !flow.Reaches(from,
		func(i ssa.Instruction) bool { _, ok := i.(*ssa.Return); return ok },
		func(i ssa.Instruction) bool { return i == instr })
}

// manyRun reports whether the function is started as a goroutine several times for one
// channel: at several places, or in a loop that does not make the channel anew.
func (ch *channel) manyRun(fn *ssa.Function) bool {
	sites, _ := ch.c.chans.Callers(fn)
	starts := 0
	for _, site := range sites {
		if site.Go {
			starts++
		}
		loop := ch.c.loopsOf(site.Call.Parent()).Innermost(site.Call.Block())
		if site.Go && loop != nil && !(ch.Make.Parent() == site.Call.Parent() && loop.Contains(ch.Make.Block())) {
			return true
		}
	}
	return starts > 1
}

func isErrorCheck(cond ssa.Value) bool {
	cmp, ok := cond.(*ssa.BinOp)
	return ok && types.Identical(cmp.X.Type(), types.Universe.Lookup("error").Type())
}
