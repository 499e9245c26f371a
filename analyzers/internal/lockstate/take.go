package lockstate

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/paths"
)

// call treats a call, which may be a deferred one that runs now.
func (e *explorer) call(p *paths.Path, m *memory, instr ssa.CallInstruction, to target) []outcome {
	e.visit(p, e.keep(m), instr)
	if to.op != NoOp {
		if to.op.Takes() {
			return e.take(p, m, instr, to)
		}
		return []outcome{{memory: e.release(p, m, instr, to.lock, to.op)}}
	}
	if i, ok := paramOf(e.fn, instr.Common().Value); ok && !instr.Common().IsInvoke() {
		e.paramCall(&paramCall{param: i, call: instr, memory: m, guards: e.decided(p)})
		return []outcome{{memory: m}}
	}
	outs := []outcome{{memory: m}}
	known := false
	for _, fn := range to.fns {
		if !e.local(fn) {
			if e.alone || !e.summary(fn).known {
				continue
			}
			e.asked = true
		}
		known = true
		outs = e.enter(p, m, instr, fn, to)
	}
	if len(to.fns) > 1 {
		outs = []outcome{{memory: m}}
	}
	if !known || !to.sure {
		m := e.unknown(p, outs[0].memory, instr, to)
		if len(outs) == 1 {
			outs[0].memory = m
		}
	} else if len(to.fns) == 1 && !e.local(to.fns[0]) && !e.alone {
		for i := range outs {
			for _, arg := range instr.Common().Args { // it may keep a function that it is given
				outs[i].memory = e.handOver(p, outs[i].memory, arg)
			}
		}
	}
	return outs
}

// take treats Lock and its kin.
func (e *explorer) take(p *paths.Path, m *memory, instr ssa.CallInstruction, to target) []outcome {
	s, _ := m.find(to.lock)
	var again *Lock
	if to.op.try() {
		got := s
		got.state, got.write, got.count, got.at, got.failed = held, to.op.Write(), s.count+1, instr, nil
		if s.state == vague {
			got = s
		}
		missed := m
		if (s.state == none || s.state == free) && onlyTested(instr) {
			s.failed = instr
			missed = m.set(s)
		}
		return []outcome{{memory: m.set(got), results: yes}, {memory: missed, results: no}}
	}
	switch s.state {
	case held, back:
		if s.at == ssa.Instruction(instr) {
			e.loop(p, instr, s, to.op)
		} else {
			e.twice(&Twice{Lock: to.lock, At: instr, HeldSince: s.at, HeldWrite: s.write, Write: to.op.Write(), Chain: []ssa.Instruction{instr}, Sure: true, Always: true})
		}
		s.lose()
		return []outcome{{memory: m.set(s)}}
	case vague:
		return []outcome{{memory: m}}
	case lent:
		s.state = back
	case none:
		if !s.first && external(e.fn, to.lock) {
			e.acquire(&acquire{lock: to.lock, write: to.op.Write(), chain: []ssa.Instruction{instr}, guards: e.decided(p)})
		}
		s.state, s.first = held, true
	default:
		s.state, again = held, to.lock
	}
	s.write, s.count, s.at, s.failed = to.op.Write(), 1, instr, nil
	return []outcome{{memory: m.set(s), again: again}}
}

// onlyTested reports whether all that is done with the result of TryLock is to test it: what is known of it is known to
// the paths. A result that nobody looks at is told otherwise.
func onlyTested(instr ssa.CallInstruction) bool {
	v := instr.Value()
	if v == nil || len(*v.Referrers()) == 0 {
		return false
	}
	return !slices.ContainsFunc(*v.Referrers(), func(ref ssa.Instruction) bool {
		switch ref := ref.(type) {
		case *ssa.If, *ssa.DebugRef:
			return false
		case *ssa.UnOp:
			return ref.Op != token.NOT
		}
		return true
	})
}

// until names the lock that a decision lasts for: one that is held, and beside the field that the condition reads,
// if the field changes in the life of an object.
func (e *explorer) until(p *paths.Path, cond ssa.Value) any {
	fa := readField(cond)
	if fa == nil || !e.changes[fieldStep(fa).field] {
		return nil
	}
	object := refOf(p, fa.X)
	for _, s := range p.Memory().(*memory).locks {
		if s.isHeld() && s.lock.within(object) {
			return s.lock
		}
	}
	return nil
}

// readField is the field that a condition tests or compares with a constant, nil for any other condition.
func readField(cond ssa.Value) *ssa.FieldAddr {
	switch v := cond.(type) {
	case *ssa.BinOp:
		if isConst(v.Y) {
			return readField(v.X)
		}
	case *ssa.UnOp:
		if v.Op == token.NOT {
			return readField(v.X)
		}
		if fa, ok := v.X.(*ssa.FieldAddr); ok && v.Op == token.MUL {
			return fa
		}
	}
	return nil
}

// fieldStore notes which fields change when others may have the object.
func (b *builder) fieldStore(instr ssa.Instruction) {
	store, ok := instr.(*ssa.Store)
	if !ok {
		return
	}
	if fa, ok := store.Addr.(*ssa.FieldAddr); ok {
		if _, fresh := fa.X.(*ssa.Alloc); !fresh {
			b.changes[fieldStep(fa).field] = true
		}
	}
}
