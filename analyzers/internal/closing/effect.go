package closing

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
)

// An effect says that a call of a function surely closes a channel: one of its
// parameters or free variables, or what is kept at a place below one.
type effect struct {
	value ssa.Value
	place place
	at    ssa.CallInstruction
}

// effects lists the channels that every call of fn closes before it returns.
func (e *Engine) effects(fn *ssa.Function, depth int) []effect {
	if list, ok := e.lists[fn]; ok {
		return list
	}
	e.lists[fn] = nil // what a recursive call is taken for
	if depth > maxDepth || Recovers(fn) {
		return nil
	}
	var list []effect
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			if _, spawned := call.(*ssa.Go); spawned || isGroupGo(call) {
				continue
			}
			for _, c := range e.closesOf(call) {
				if eff, ok := e.effectOf(fn, c); ok && e.surely(fn, eff) && !contains(list, eff) {
					list = append(list, eff)
				}
			}
		}
	}
	e.lists[fn] = list
	return list
}

// effectOf is the effect of a close if callers can see it.
func (e *Engine) effectOf(fn *ssa.Function, c *Close) (effect, bool) {
	if visible(stripped(c.value)) {
		return effect{value: stripped(c.value), at: c.At}, true
	}
	if !c.place.valid() || !visible(c.place.root) || e.writes(fn, c.place) {
		return effect{}, false
	}
	return effect{place: c.place, at: c.At}, true
}

func visible(v ssa.Value) bool {
	switch v.(type) {
	case *ssa.Parameter, *ssa.FreeVar, *ssa.Global:
		return true
	}
	return false
}

func stripped(v ssa.Value) ssa.Value {
	for {
		ct, ok := v.(*ssa.ChangeType)
		if !ok {
			return v
		}
		v = ct.X
	}
}

// writes reports whether fn itself puts something else into the place.
func (e *Engine) writes(fn *ssa.Function, p place) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if st, ok := instr.(*ssa.Store); ok && mayStore(st, p) {
				return true
			}
		}
	}
	return false
}

// surely reports whether the channel of the effect is closed on every return.
func (e *Engine) surely(fn *ssa.Function, eff effect) bool {
	st := &state{}
	if eff.value != nil {
		st.add(eff.value)
	} else {
		st.addPlace(eff.place)
	}
	w := e.newWalker(fn, 1)
	w.until = true
	return w.run(flow.Entry(fn), st) != nil
}

func contains(list []effect, eff effect) bool {
	for _, other := range list {
		if other.value == eff.value && other.place == eff.place {
			return true
		}
	}
	return false
}

// A question is whether a function surely operates on a channel.
type question struct {
	fn        *ssa.Function
	state     string
	closeOnly bool
}

type answer struct{ hit *Hit }

// ask answers whether fn, entered with the channel closed, surely operates on
// it.
func (e *Engine) ask(fn *ssa.Function, st *state, closeOnly bool, depth int) *Hit {
	q := question{fn, st.key(), closeOnly}
	if a := e.memo[q]; a != nil {
		return a.hit
	}
	a := &answer{} // what a recursive call is taken for
	e.memo[q] = a
	if !Recovers(fn) {
		w := e.newWalker(fn, depth)
		w.closeOnly = closeOnly
		a.hit = w.run(flow.Entry(fn), st)
	}
	return a.hit
}

// inside translates what holds the channel to the parameters and free
// variables of a callee. It returns nil if nothing does.
func inside(st *state, b *binding) *state {
	in := &state{}
	for i, arg := range b.args {
		in.pass(st, arg, b.fn.Params[i])
	}
	for i, v := range b.free {
		if i < len(b.fn.FreeVars) {
			in.pass(st, v, b.fn.FreeVars[i])
		}
	}
	for _, p := range st.places {
		if _, ok := p.root.(*ssa.Global); ok {
			in.addPlace(p)
		}
	}
	if in.lost() {
		return nil
	}
	return in
}

func (in *state) pass(st *state, outer, inner ssa.Value) {
	if st.is(outer) {
		in.add(inner)
	}
	base, ok := placeOf(outer)
	if !ok {
		return
	}
	for _, p := range st.places {
		if p.within(base) {
			in.addPlace(place{root: inner, path: p.path[len(base.path):], vars: p.vars}.dropFirst(base))
		}
	}
}

// dropFirst removes the fields of base.
func (p place) dropFirst(base place) place {
	n := 0
	for n < len(base.vars) && base.vars[n] != nil {
		n++
	}
	vars := p.vars
	p.vars = [3]*types.Var{}
	copy(p.vars[:], vars[n:])
	return p
}

// in is the effect where it shows in a caller.
func (eff effect) in(call ssa.CallInstruction, b *binding) *Close {
	c := &Close{Instr: call, At: eff.at}
	if eff.value != nil {
		outer := b.outer(eff.value)
		if outer == nil {
			return nil
		}
		c.value = outer
		c.place, _ = placeOfLoad(outer)
		return c
	}
	outer := b.outer(eff.place.root)
	if outer == nil {
		return nil
	}
	var ok bool
	if c.place, ok = eff.place.onTop(outer); !ok {
		return nil
	}
	return c
}

// stateAt is what is known when c has run, or nil if nothing holds the channel
// for sure.
func (e *Engine) stateAt(c *Close) *state {
	st := &state{}
	at := ssa.Instruction(c.Instr)
	if c.value != nil {
		e.holders(st, c.value, at)
	} else {
		st.addPlace(c.place)
		e.otherLoads(st, at)
	}
	if st.lost() {
		return nil
	}
	st.conditionsAt(at.Block())
	st.defersAt(at)
	return st
}

// holders collects the values and places that hold the same channel as v
// where at is: v itself, what it was converted from, where it was loaded from or
// stored to, and what else was loaded from there.
func (e *Engine) holders(st *state, v ssa.Value, at ssa.Instruction) {
	st.add(v)
	v = stripped(v)
	st.add(v)
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		if p, ok := placeOf(load.X); ok && e.steady(p, load, at) {
			st.addPlace(p)
		}
	}
	refs := v.Referrers()
	if refs == nil {
		return
	}
	for _, ref := range *refs {
		switch ref := ref.(type) {
		case *ssa.ChangeType:
			if dominates(ref, at) {
				st.add(ref)
			}
		case *ssa.Store:
			if p, ok := placeOf(ref.Addr); ok && ref.Val == v && dominates(ref, at) && e.steady(p, ref, at) {
				st.addPlace(p)
			}
		}
	}
	e.otherLoads(st, at)
}

// otherLoads adds what was loaded from the places before. Each takes a walk
// through the function, so there is a bound on them.
func (e *Engine) otherLoads(st *state, at ssa.Instruction) {
	fn := at.Parent()
	for _, b := range at.Parent().Blocks {
		for _, instr := range b.Instrs {
			load, ok := instr.(*ssa.UnOp)
			if !ok || load.Op != token.MUL || st.is(load) || !dominates(load, at) {
				continue
			}
			p, ok := placeOf(load.X)
			if !ok {
				continue
			}
			for _, q := range st.places {
				if p != q {
					continue
				}
				if e.walks[fn]++; e.walks[fn] > maxWalks {
					e.debugf(fn.Pos(), "%s has too many loads of closed channels", fn.Name())
					return
				}
				if e.steady(p, load, at) {
					st.add(load)
				}
			}
		}
	}
}

// defersAt collects the deferred calls that are surely there.
func (st *state) defersAt(at ssa.Instruction) {
	for b := at.Block(); b != nil; b = b.Idom() {
		var here []*ssa.Defer
		for _, instr := range b.Instrs {
			if instr == at {
				break
			}
			if d, ok := instr.(*ssa.Defer); ok {
				here = append(here, d)
			}
		}
		st.defers = append(here, st.defers...)
	}
}

func dominates(a, b ssa.Instruction) bool {
	if a.Block() != b.Block() {
		return a.Block().Dominates(b.Block())
	}
	for _, instr := range a.Block().Instrs {
		switch instr {
		case a:
			return true
		case b:
			return false
		}
	}
	return false
}

// SurelyCloses reports whether each call of fn closes the channel of the close
// statement, one of its parameters or free variables or below one, before it
// returns.
func (e *Engine) SurelyCloses(fn *ssa.Function, at ssa.Instruction) bool {
	for _, eff := range e.effects(fn, 1) {
		if ssa.Instruction(eff.at) == at {
			return true
		}
	}
	return false
}
