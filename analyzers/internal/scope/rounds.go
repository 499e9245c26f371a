package scope

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
)

// findRounds finds the loops whose rounds others can count: they have operations, start
// goroutines or call what may.
func (m *machine) findRounds(f *function) {
	loops := flow.LoopsOf(f.Function)
	f.rounds = make([]*flow.Loop, len(f.Blocks))
	for _, loop := range loops.All { // inner ones come later
		matter := slices.ContainsFunc(f.Blocks, func(b *ssa.BasicBlock) bool {
			return loop.Contains(b) && slices.ContainsFunc(b.Instrs, m.counts)
		})
		for _, b := range f.Blocks {
			if matter && loop.Contains(b) {
				f.rounds[b.Index] = loop
			}
		}
	}
}

// counts reports whether others can see how often an instruction is executed.
func (m *machine) counts(instr ssa.Instruction) bool {
	switch i := instr.(type) {
	case *ssa.Go, *ssa.Defer:
		return true
	case *ssa.Call:
		if _, ok := i.Call.Value.(*ssa.Builtin); !ok && m.slice.call(&i.Call) == matters {
			return true
		}
	}
	return operates(instr, m.libs)
}

// ends reports whether the way from one block to another leaves a loop with operations.
func (f *function) ends(from, to *ssa.BasicBlock) bool {
	loop := f.loopAt(from)
	return loop != nil && !loop.Contains(to)
}

// starts reports whether the way from a block to another passes a go statement by that is on the other one.
func (f *function) starts(from, to *ssa.BasicBlock) bool {
	if from.Index >= len(f.Blocks) || f.Blocks[from.Index] != from {
		return false
	}
	for _, other := range from.Succs {
		if other == to || !from.Dominates(other) || len(other.Preds) > 1 {
			continue
		}
		for _, b := range f.Blocks {
			if other.Dominates(b) && slices.ContainsFunc(b.Instrs, func(i ssa.Instruction) bool { _, ok := i.(*ssa.Go); return ok }) {
				return true
			}
		}
	}
	return false
}

// loopAt returns the smallest loop with operations around a block. The one that runs after a
// recovered panic is not among the function's.
func (f *function) loopAt(b *ssa.BasicBlock) *flow.Loop {
	if b.Index >= len(f.Blocks) || f.Blocks[b.Index] != b {
		return nil
	}
	return f.rounds[b.Index]
}

// count notes the number by which a loop with operations ends, if it is not known.
func (x *exec) count(cond ssa.Value) {
	switch v := cond.(type) {
	case *ssa.BinOp:
		if isInteger(v.X.Type()) {
			for _, n := range [...]ssa.Value{v.X, v.Y} {
				if !x.answers(n) {
					x.number(x.raw(n))
				}
			}
		}
	case *ssa.Extract:
		next, ok := v.Tuple.(*ssa.Next)
		if !ok {
			return
		}
		if it, ok := x.raw(next.Iter).(*iter); ok && it.table == 0 {
			if u, ok := it.x.(unknown); ok && u.id != 0 {
				x.number(x.s.syms[u.id].length)
			}
		}
	}
}

// answers reports whether a value is what a call in the same loop returns: it is another one in each round.
func (x *exec) answers(v ssa.Value) bool {
	if e, ok := v.(*ssa.Extract); ok {
		v = e.Tuple
	}
	call, ok := v.(*ssa.Call)
	if !ok {
		return false
	}
	_, builtin := call.Call.Value.(*ssa.Builtin)
	return !builtin && x.f.fn.loopAt(x.f.block).Contains(call.Block())
}

// round notes whether the goroutine comes to an operation in another than the first round of a
// loop, if something unknown decided in the one before.
func (x *exec) round() {
	for _, f := range x.g.frames {
		if x.s.again || f.fn == nil || f.loops == nil {
			continue
		}
		for loop := f.fn.loopAt(f.block); loop != nil; loop = loop.Parent {
			if f.loops.of(loop.Head).doubts > 0 {
				x.s.again = true
			}
		}
	}
}

// raw is what a variable holds, known by now or not.
func (x *exec) raw(v ssa.Value) value {
	if i, ok := x.f.fn.slots[v]; ok {
		return x.f.env.get(i)
	}
	return nil
}

func (x *exec) number(v value) {
	if u, ok := v.(unknown); ok && u.id != 0 && !x.m.coarse {
		x.s.count(u.id)
	}
}

// count takes a number that was computed, as by a division, for one more: how it goes with what it was computed from is lost.
func (s *state) count(id int) {
	if s.syms[id].counted {
		return
	}
	s.setSym(id, func(sym *symbol) { sym.counted = true })
	s.numbers++
	if s.syms[id].derived {
		s.numbers++
	}
}

// vague reports whether loops have ended by different numbers that are not known: that the
// rounds of one don't meet those of another is no mistake then, as they may be sums or parts
// of each other.
func (s *state) vague() bool { return s.numbers > 1 }

// doubt tells how sure it is that the way to the state can be taken: 0 is best.
func (s *state) doubt() (n int) {
	if s.numbers > 0 {
		n++
	}
	if s.again {
		n += 2
	}
	if s.vague() {
		n += 4
	}
	return n
}

// counts reports whether it depends on a number if the goroutine is blocked for ever: on how many
// values are in a buffer, or on how often loops went round. That does not matter to a send that
// nobody receives, nor to a lock.
func (s *state) counts(m *machine, g *goroutine) bool {
	f := g.frames[len(g.frames)-1]
	if f.lib != nil {
		return s.numbers > 0 && !strings.HasSuffix(f.lib.op.name, "Lock")
	}
	cases, _, _ := m.look(s, g).comms()
	if len(cases) != 1 || !cases[0].send {
		return s.numbers > 0
	}
	r, ok := cases[0].ch.(ref)
	if !ok {
		return false
	}
	ch, _ := s.heap[r.obj].val.(*channel)
	return ch != nil && ch.cap > 0 && s.numbers > 0
}

// waitsForClose reports whether a goroutine receives in a loop that only a close of the channel
// ends: how many values come does not matter.
func (g *goroutine) waitsForClose() bool {
	f := g.frames[len(g.frames)-1]
	if f.lib != nil {
		return false
	}
	recv, ok := f.block.Instrs[f.pc].(*ssa.UnOp)
	if !ok || !recv.CommaOk {
		return false
	}
	loop := flow.LoopsOf(f.fn.Function).Innermost(f.block)
	return loop != nil && !slices.ContainsFunc(f.fn.Blocks, func(b *ssa.BasicBlock) bool {
		return b != f.block && loop.Contains(b) && slices.ContainsFunc(b.Succs, func(to *ssa.BasicBlock) bool { return !loop.Contains(to) })
	})
}
