package lockblock

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/chans"
	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/lockstate"
	"github.com/gocorelint/gocorelint/analyzers/internal/place"
)

// receive reports a receive with a lock held from a channel that the function has made, where the one goroutine that has the
// channel too takes this lock before it sends or closes:
//
//	s.mu.Lock()
//	done := make(chan error)
//	go func() { err := run(); s.finish(); done <- err }() // finish takes s.mu
//	err := <-done
//	s.mu.Unlock()
func (c *checker) receive(fn *ssa.Function, recv *ssa.UnOp) {
	if recv.Op != token.ARROW || !recv.Pos().IsValid() {
		return
	}
	f := c.locks.Func(fn)
	if f == nil {
		return
	}
	held := f.Held(recv)
	if len(held) == 0 {
		return
	}
	lit, ends := c.sender(recv)
	if lit == nil {
		return
	}
	for _, w := range c.locks.Waits(lit) {
		for _, h := range held {
			if w.Object != h.Lock.Class() || w.Lock != h.Lock || h.Lock.Vague() || !w.Write && !h.Write {
				continue
			}
			isWait := func(instr ssa.Instruction) bool { return instr == w.Chain[0] }
			if flow.Reaches(flow.Entry(lit), func(instr ssa.Instruction) bool { return slices.Contains(ends, instr) }, isWait) {
				continue // it may send without the lock
			}
			last := w.Chain[len(w.Chain)-1]
			c.reportAt(recv, receiveNeeded, h.Lock.Name(c.Pass, h.Since), c.Line(recv.Pos(), last.Pos()))
			return
		}
	}
}

// sender is the function literal that runs as a goroutine and alone, beside the function, has the channel which the receive
// is from, with the places at which it sends or closes. It is nil where the channel is known elsewhere.
func (c *checker) sender(recv *ssa.UnOp) (lit *ssa.Function, ends []ssa.Instruction) {
	load, ok := recv.X.(*ssa.UnOp)
	if !ok {
		return nil, nil
	}
	cell, ok := load.X.(*ssa.Alloc)
	if !ok {
		return nil, nil
	}
	if _, made := place.StoredOnce(cell).(*ssa.MakeChan); !made {
		return nil, nil
	}
	var starts []*ssa.MakeClosure
	for _, ref := range *cell.Referrers() {
		switch ref := ref.(type) {
		case *ssa.MakeClosure:
			starts = append(starts, ref)
		case *ssa.UnOp:
			for _, use := range *ref.Referrers() {
				if u, ok := use.(*ssa.UnOp); !ok || u.Op != token.ARROW {
					return nil, nil // given away, or used in a select statement
				}
			}
		}
	}
	if len(starts) != 1 || len(*starts[0].Referrers()) != 1 {
		return nil, nil
	}
	call, ok := (*starts[0].Referrers())[0].(ssa.CallInstruction)
	if !ok || !chans.Spawns(call) {
		return nil, nil
	}
	lit = starts[0].Fn.(*ssa.Function)
	i := slices.Index(starts[0].Bindings, ssa.Value(cell))
	if i < 0 || len(lit.Blocks) == 0 {
		return nil, nil
	}
	for _, ref := range *lit.FreeVars[i].Referrers() {
		load, ok := ref.(*ssa.UnOp)
		if !ok {
			return nil, nil
		}
		for _, use := range *load.Referrers() {
			switch use := use.(type) {
			case *ssa.Send:
				if use.X == ssa.Value(load) {
					return nil, nil
				}
				ends = append(ends, use)
			case *ssa.Call:
				if b, ok := use.Call.Value.(*ssa.Builtin); !ok || b.Name() != "close" {
					return nil, nil
				}
				ends = append(ends, use)
			case *ssa.Defer:
				b, ok := use.Call.Value.(*ssa.Builtin)
				if !ok || b.Name() != "close" {
					return nil, nil
				}
				ends = append(ends, runDefers(lit)...)
			default:
				return nil, nil
			}
		}
	}
	return lit, ends
}

// runDefers are the places at which a function runs its deferred calls.
func runDefers(fn *ssa.Function) (list []ssa.Instruction) {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if _, ok := instr.(*ssa.RunDefers); ok {
				list = append(list, instr)
			}
		}
	}
	return list
}

// slowCallee reports a call, with a lock held, of a function of the package that sleeps, or waits for the network or a
// command, and has nothing to do with locks itself.
func (c *checker) slowCallee(fn *ssa.Function, call *ssa.Call) {
	callee := call.Call.StaticCallee()
	if callee == nil || callee.Pkg != fn.Pkg || c.InTest(call.Pos()) {
		return
	}
	held := c.held(fn, call)
	if len(held) == 0 {
		return
	}
	if long := c.longCall(callee, 2); long != nil {
		name := callee.Name() + " (" + flow.StaticCallee(&long.Call).Name() + " at " + c.Line(call.Pos(), long.Pos()) + ")"
		c.report(call, slow, name, held[0].Lock.Name(c.Pass, held[0].Since), c.Line(call.Pos(), held[0].Since.Pos()))
	}
}

// longCall finds what takes long in a function without locks.
func (c *checker) longCall(fn *ssa.Function, depth int) *ssa.Call {
	if c.locks.Func(fn) != nil {
		return nil
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok || lockstate.OpOf(call) != lockstate.NoOp {
				continue
			}
			obj := flow.StaticCallee(call.Common())
			if obj != nil && know.TakesLong(obj) {
				return call
			}
			if callee := call.Call.StaticCallee(); depth > 1 && callee != nil && callee.Pkg == fn.Pkg {
				if long := c.longCall(callee, depth-1); long != nil {
					return long
				}
			}
		}
	}
	return nil
}
