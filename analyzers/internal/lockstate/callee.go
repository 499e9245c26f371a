package lockstate

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/paths"
)

// runDefers runs the deferred calls, the last one first.
func (e *explorer) runDefers(p *paths.Path, m *memory) []outcome {
	outs := []outcome{{memory: &memory{locks: m.locks, lost: m.lost}}}
	for _, d := range slices.Backward(m.defers) {
		var next []outcome
		for _, out := range outs {
			if d.stale {
				next = append(next, outcome{memory: out.memory.forgetClass(d.to.lock)}) // which of them it was is not known
				continue
			}
			next = append(next, e.call(p, out.memory, d.instr, d.to)...)
		}
		if len(next) > 16 {
			next = next[:16]
		}
		outs = next
	}
	for i := range outs {
		outs[i].results = nil
	}
	return outs
}

// enter applies what is known of a function of the package.
func (e *explorer) enter(p *paths.Path, m *memory, instr ssa.CallInstruction, fn *ssa.Function, to target) []outcome {
	f := e.summary(fn)
	if !f.matters() {
		return []outcome{{memory: m}}
	}
	for _, a := range f.acquires {
		e.mayWait(p, m, instr, fn, to, a)
	}
	for _, pc := range f.paramCalls {
		e.callBack(p, m, instr, fn, to, pc)
	}
	return e.leave(p, m, instr, fn, to, f)
}

// mayWait treats a lock that a callee waits for.
func (e *explorer) mayWait(p *paths.Path, m *memory, instr ssa.CallInstruction, fn *ssa.Function, to target, a *acquire) {
	l, ok := e.bind(p, a.lock, fn, to.args)
	if !ok {
		return
	}
	guards, impossible, unsure := check(p, a.guards, e.fn, fn, to.args)
	if impossible || len(a.chain) > maxSteps {
		return
	}
	chain := append([]ssa.Instruction{instr}, a.chain...)
	unsure = unsure || a.unsure || len(to.fns) > 1
	s, _ := m.find(l)
	switch {
	case s.isHeld():
		e.twice(&Twice{Lock: l, At: instr, HeldSince: s.at, HeldWrite: s.write, Write: a.write, Chain: chain,
			Sure: !unsure && len(guards) == 0, Always: a.always, Dynamic: a.dynamic || !e.plain(instr)})
	case s.state == none && !s.first && external(e.fn, l):
		e.acquire(&acquire{lock: l, write: a.write, chain: chain, guards: append(guards, e.decided(p)...), unsure: unsure || !a.always, dynamic: a.dynamic || !e.plain(instr)})
	}
}

// plain reports whether the call names the function that it calls.
func (e *explorer) plain(instr ssa.CallInstruction) bool {
	return instr.Common().StaticCallee() != nil
}

const maxParamCalls = 32 // calls of parameters that are remembered of one function

// paramCall adds a call of a parameter. Where functions that walk a tree hand their visitor on to each
// other, the ways to one call are without number, and who is called there cares for what is held only.
func (e *explorer) paramCall(pc *paramCall) {
	for _, old := range e.f.paramCalls {
		if old.param == pc.param && old.call == pc.call && slices.Equal(old.guards, pc.guards) && old.memory.knowsSame(pc.memory) {
			return
		}
	}
	if len(e.f.paramCalls) < maxParamCalls {
		e.f.paramCalls = append(e.f.paramCalls, pc)
	}
}

// callBack treats a function that the callee is given and calls.
func (e *explorer) callBack(p *paths.Path, m *memory, instr ssa.CallInstruction, callee *ssa.Function, to target, pc *paramCall) {
	if pc.param >= len(to.args) || len(pc.chain) > maxSteps {
		return
	}
	_, impossible, unsure := check(p, pc.guards, e.fn, callee, to.args)
	if impossible {
		return
	}
	// What is held when the function is called: here, and there.
	all := m
	for s := range pc.memory.all() {
		if l, ok := e.bind(p, s.lock, callee, to.args); ok && s.state != none && !s.stale {
			s.lock = l
			all = all.set(s)
		}
	}
	chain := append([]ssa.Instruction{instr}, pc.chain...)
	chain = append(chain, pc.call)
	if i, ok := paramOf(e.fn, to.args[pc.param]); ok {
		e.paramCall(&paramCall{param: i, call: pc.call, chain: chain[:len(chain)-1], memory: all})
		return
	}
	fn, bound := e.function(p, to.args[pc.param])
	if fn == nil {
		return
	}
	var args []ssa.Value
	if bound != nil && flow.IsBound(fn) {
		args = bound.Bindings[:1]
		obj, _ := fn.Object().(*types.Func)
		if real := e.prog().FuncValue(obj); real != nil {
			fn = real
		}
	}
	for _, a := range e.summary(fn).acquires {
		l, ok := e.bind(p, a.lock, declared(fn), args)
		if !ok {
			continue
		}
		guards, impossible, vague := check(p, a.guards, e.fn, declared(fn), args)
		if impossible {
			continue
		}
		s, _ := all.find(l)
		way := append(slices.Clone(chain), a.chain...)
		switch {
		case s.isHeld():
			e.twice(&Twice{Lock: l, At: instr, HeldSince: s.at, HeldWrite: s.write, Write: a.write, Chain: way,
				Sure: !unsure && !vague && !a.unsure && len(guards) == 0, Always: a.always, Dynamic: true})
		case s.state == none && external(e.fn, l):
			e.acquire(&acquire{lock: l, write: a.write, chain: way, guards: append(guards, e.decided(p)...), unsure: unsure || vague || a.unsure || !a.always, dynamic: true})
		}
	}
}

// leave applies the ways in which a callee returns.
func (e *explorer) leave(p *paths.Path, m *memory, instr ssa.CallInstruction, fn *ssa.Function, to target, f *Func) []outcome {
	var outs []outcome
	for _, x := range f.exits {
		for _, eff := range x.effects {
			if throughNew(eff.lock) {
				// Which of the exits it is the result may not tell.
				m = m.forgetClass(eff.lock)
			}
		}
	}
	for _, x := range e.likely(p, m, fn, to, f.exits) {
		after := m
		for _, eff := range x.effects {
			l, ok := e.bind(p, eff.lock, fn, to.args)
			switch {
			case ok:
				after = e.effect(p, after, instr, l, eff)
			case eff.state != held && after.maybeHeld(eff.lock):
				after = after.forgetClass(eff.lock) // it may be the one that is held here
			}
		}
		outs = append(outs, outcome{memory: after, results: x.results})
	}
	if len(outs) == 0 {
		return []outcome{{memory: m}}
	}
	return outs
}

func (e *explorer) effect(p *paths.Path, m *memory, instr ssa.CallInstruction, l *Lock, eff effect) *memory {
	switch eff.state {
	case held:
		s, _ := m.find(l)
		switch s.state {
		case none, free:
			s.state, s.first = held, s.first || s.state == none
		case lent:
			s.state = back
		default:
			s.lose() // the callee waits for ever, or nothing is known
		}
		s.write, s.count, s.at = eff.write, 1, instr
		return m.set(s)
	case lent:
		op := RUnlocks
		if eff.write {
			op = Unlocks
		}
		return e.release(p, m, instr, l, op)
	}
	return m.forget(l)
}

// throughNew reports whether the way to the lock begins with an object that a function has made,
// and leads out of it: its callers may know the lock by another name, or not at all.
func throughNew(l *Lock) bool {
	_, made := l.root.(*ssa.Alloc)
	return made && l.Class() != nil && !l.copied() && slices.ContainsFunc(l.steps, func(s step) bool { return s.load })
}

// likely selects the exits that fit to what is held: of two exits with equal results,
// the one that releases a lock which is held, and none that releases one which is not.
// What decides between them is in the callee, and often the same as in the caller.
func (e *explorer) likely(p *paths.Path, m *memory, fn *ssa.Function, to target, exits []exit) []exit {
	var possible []exit
	for _, x := range exits {
		if _, impossible, _ := check(p, x.guards, e.fn, fn, to.args); !impossible {
			possible = append(possible, x)
		}
	}
	if len(possible) < 2 {
		return possible
	}
	fits := func(x exit) (good, bad int) {
		for _, eff := range x.effects {
			l, ok := e.bind(p, eff.lock, fn, to.args)
			if !ok || eff.state != lent {
				continue
			}
			if s, _ := m.find(l); s.isHeld() && s.write == eff.write {
				good++
			} else if s.state != none {
				bad++
			}
		}
		return good, bad
	}
	var out []exit
	for i, x := range possible {
		good, bad := fits(x)
		better := false
		for j, y := range possible {
			if i == j || !sameResults(x.results, y.results) {
				continue
			}
			if g, b := fits(y); g-b > good-bad {
				better = true
			}
		}
		if !better {
			out = append(out, x)
		}
	}
	return out
}

func sameResults(a, b []ssa.Value) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if resultKey(a[i]) != resultKey(b[i]) {
			return false
		}
	}
	return true
}

func resultKey(v ssa.Value) string {
	switch v := v.(type) {
	case nil:
		return "?"
	case *ssa.Const:
		if v.Value == nil {
			return "nil"
		}
		return v.Value.ExactString()
	}
	return "not nil"
}

// changed lists the locks that a call may leave in another state.
func (e *explorer) changed(to target) []*Lock {
	if to.op != NoOp {
		return []*Lock{to.lock}
	}
	var locks []*Lock
	for _, fn := range to.fns {
		if !e.local(fn) {
			continue
		}
		for _, x := range e.summary(fn).exits {
			for _, eff := range x.effects {
				if l, ok := e.bind(nil, eff.lock, fn, to.args); ok {
					locks = append(locks, l)
				} else if throughNew(eff.lock) {
					locks = append(locks, eff.lock)
				}
			}
		}
	}
	return locks
}

// vagueExits says of every lock that an exit changes that nothing is known.
func vagueExits(exits []exit) []exit {
	var x exit
	for _, other := range exits {
		for _, eff := range other.effects {
			eff.state, eff.write = vague, false
			if !slices.Contains(x.effects, eff) {
				x.effects = append(x.effects, eff)
			}
		}
	}
	return []exit{x}
}
