package slotleak

import (
	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/chans"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
)

// A semaphore is a channel with room that only counts: whoever receives has sent,
// itself or in a function around it, and nobody looks at what comes out.
type semaphore struct {
	*chans.Object
	give  map[ssa.Instruction]bool // receives
	takes map[ssa.Instruction]bool // sends
	inner map[*ssa.Function]bool   // functions with a receive
}

// semaphoreOf returns nil for a channel that is used in other ways.
func semaphoreOf(ch *chans.Object) *semaphore {
	if ch.Make == nil || ch.Open || ch.Cap.Unbuffered() || len(ch.Find(chans.Close)) > 0 {
		return nil
	}
	s := &semaphore{Object: ch, give: make(map[ssa.Instruction]bool), takes: make(map[ssa.Instruction]bool), inner: make(map[*ssa.Function]bool)}
	senders := make(map[*ssa.Function]bool)
	for _, op := range ch.Find(chans.Send) {
		if flow.Outermost(op.Fn) == flow.Outermost(ch.Make.Parent()) {
			return nil // it lives in one call: goleak sees who waits
		}
		s.takes[op.Instr] = true
		senders[op.Fn] = true
	}
	for _, op := range ch.Find(chans.Recv) {
		if !op.Only || op.Ranges || isUsed(op) || !around(op.Fn, senders) {
			return nil
		}
		s.give[op.Instr] = true
		s.inner[op.Fn] = true
	}
	if len(s.give) == 0 {
		return nil
	}
	return s
}

// around reports whether the function, or one that it is a literal of, is listed.
func around(fn *ssa.Function, list map[*ssa.Function]bool) bool {
	for ; fn != nil; fn = fn.Parent() {
		if list[fn] {
			return true
		}
	}
	return false
}

// isUsed reports whether the value of a receive is looked at.
func isUsed(op *chans.Op) bool {
	recv, ok := op.Instr.(*ssa.UnOp)
	if !ok {
		return op.Select == nil
	}
	for _, ref := range *recv.Referrers() {
		if _, debug := ref.(*ssa.DebugRef); !debug {
			return true
		}
	}
	return false
}

// gives reports whether the slot is given back at the instruction, or may be by what
// the instruction hands the receive to.
func (s *semaphore) gives(instr ssa.Instruction) bool {
	if s.give[instr] {
		return true
	}
	var operands [8]*ssa.Value
	for _, v := range instr.Operands(operands[:0]) {
		if fn, ok := (*v).(*ssa.Function); ok && s.within(fn) {
			return true
		}
	}
	return false
}

// within reports whether the function receives, or a function literal in it.
func (s *semaphore) within(fn *ssa.Function) bool {
	for inner := range s.inner {
		for ; inner != nil; inner = inner.Parent() {
			if inner == fn {
				return true
			}
		}
	}
	return false
}

// before reports whether the function may give back what it has not taken: it was
// taken under a condition, or elsewhere, or the channel is filled with slots to take.
func (s *semaphore) before(fn *ssa.Function) bool {
	return flow.Reaches(flow.Entry(fn), s.gives, func(instr ssa.Instruction) bool { return s.takes[instr] })
}

// goroutines lists the function literals with a receive that are started behind the
// send.
func (s *semaphore) goroutines(take *chans.Op) (started []*ssa.Function) {
	for _, b := range take.Fn.Blocks {
		for _, instr := range b.Instrs {
			start, ok := instr.(ssa.CallInstruction)
			if !ok || !chans.Spawns(start) || !take.Instr.Block().Dominates(b) {
				continue
			}
			var operands [8]*ssa.Value
			for _, v := range start.Operands(operands[:0]) {
				lit, ok := (*v).(*ssa.MakeClosure)
				if ok && s.inner[lit.Fn.(*ssa.Function)] {
					started = append(started, lit.Fn.(*ssa.Function))
				}
				if fn, ok := (*v).(*ssa.Function); ok && fn.Parent() == take.Fn && s.inner[fn] {
					started = append(started, fn)
				}
			}
		}
	}
	return started
}
