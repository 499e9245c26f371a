package lockblock

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/chans"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/lockstate"
)

// sends reports sends on unbuffered channels with a lock held that all who receive take between two receives: who has just
// received waits for the lock, and who has the lock waits for him to receive again.
func (c *checker) sends() {
	for _, o := range c.chans.Objects {
		if o.Open || o.Make == nil || !o.Cap.Unbuffered() {
			continue
		}
		receives := o.Find(chans.Recv)
		if len(receives) == 0 || slices.ContainsFunc(receives, func(r *chans.Op) bool { return !r.Only || r.Where&chans.Other == 0 }) {
			continue
		}
		for _, s := range o.Find(chans.Send) {
			if f := c.locks.Func(s.Fn); f != nil && s.Blocking() && s.Only {
				c.send(f, s, receives)
			}
		}
	}
}

func (c *checker) send(f *lockstate.Func, s *chans.Op, receives []*chans.Op) {
	for _, h := range f.Held(s.Instr) {
		class := h.Lock.Class()
		if h.Lock.Vague() || !together(s.Chan, class) {
			continue
		}
		var first ssa.Instruction // where a receiver waits for the lock
		all := !slices.ContainsFunc(receives, func(r *chans.Op) bool {
			at := c.between(r, h)
			if first == nil {
				first = at
			}
			return at == nil
		})
		if all {
			c.reportAt(s.Instr, sendNeeded, h.Lock.Name(c.Pass, h.Since), c.Line(s.Pos, first.Pos()))
			return
		}
	}
}

// between finds the place at which the receiver waits for the lock in the loop that receives, nil if there is none.
func (c *checker) between(r *chans.Op, h lockstate.Held) ssa.Instruction {
	loops := flow.LoopsOf(r.Fn)
	if loops.Depth(r.Instr.Block()) == 0 || !together(r.Chan, h.Lock.Class()) {
		return nil
	}
	for _, w := range c.locks.Waits(r.Fn) {
		again := func(instr ssa.Instruction) bool { return instr == r.Instr }
		if w.Object == h.Lock.Class() && (w.Write || h.Write) && flow.Reaches(flow.After(w.Chain[0]), again, nil) && always(w.Chain[0], r) {
			return w.Chain[len(w.Chain)-1]
		}
	}
	return nil
}

// always reports whether the receiver comes to the instruction whenever it has received: it is in the block of the receive, or in
// the one behind the test for the end of a range.
func always(instr ssa.Instruction, r *chans.Op) bool {
	b := r.Instr.Block()
	if instr.Block() == b {
		return true
	}
	return r.Ranges && len(b.Succs) == 2 && instr.Block() == b.Succs[0]
}

// together reports whether the channel and the lock are fields of one struct.
func together(ch ssa.Value, class types.Object) bool {
	load, ok := ch.(*ssa.UnOp)
	if !ok {
		return false
	}
	fa, ok := load.X.(*ssa.FieldAddr)
	return ok && lockstate.Besides(class, fa)
}
