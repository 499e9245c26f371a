package leave

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/chans"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
)

// joined reports whether receiving from x tells that the goroutines have ended that a WaitGroup counts: all that
// happens to x is that it is closed behind a Wait.
func (c *checker) joined(x ssa.Value) bool {
	objects, all := c.chans.Of(x)
	if !all || len(objects) != 1 || objects[0].Open {
		return false
	}
	signals := objects[0].Find(chans.Send, chans.Close)
	return len(signals) == 1 && signals[0].Kind == chans.Close && afterWait(signals[0].Instr)
}

// afterWait reports whether a WaitGroup is waited for on each way to the instruction, or in the function that
// defers it.
func afterWait(instr ssa.Instruction) bool {
	if _, ok := instr.(*ssa.Defer); ok {
		return callsGroup(instr.Parent(), "Wait")
	}
	for b := instr.Block(); b != nil; b = b.Idom() {
		for _, before := range b.Instrs {
			if before == instr {
				break
			}
			if isGroup(before, "Wait") {
				return true
			}
		}
	}
	return false
}

// sendersJoin reports whether all goroutines that send tell a WaitGroup when they have ended.
func (r *receiver) sendersJoin() bool {
	for _, op := range r.Find(chans.Send) {
		if !callsGroup(op.Fn, "Done") && !r.c.startedByGroup(op.Fn) {
			return false
		}
	}
	return true
}

func (c *checker) startedByGroup(fn *ssa.Function) bool {
	sites, all := c.chans.Callers(fn)
	return all && len(sites) > 0 && !slices.ContainsFunc(sites, func(site chans.Site) bool { return !isGroup(site.Call, "Go") })
}

func callsGroup(fn *ssa.Function, method string) bool {
	return slices.ContainsFunc(fn.Blocks, func(b *ssa.BasicBlock) bool {
		return slices.ContainsFunc(b.Instrs, func(instr ssa.Instruction) bool { return isGroup(instr, method) })
	})
}

// isGroup reports whether the instruction calls or defers the method of a sync.WaitGroup.
func isGroup(instr ssa.Instruction, method string) bool {
	call, ok := instr.(ssa.CallInstruction)
	return ok && know.Is(flow.StaticCallee(call.Common()), "(*sync.WaitGroup)."+method)
}
