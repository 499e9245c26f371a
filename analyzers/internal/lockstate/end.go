package lockstate

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/paths"
)

type end struct {
	write          bool
	kept, released []*Return
}

// end treats a path that has come to a return.
func (e *explorer) end(p *paths.Path) {
	ret, ok := p.Last.(*ssa.Return)
	if !ok {
		return
	}
	m := p.Memory().(*memory)
	for _, v := range ret.Results {
		m = e.giveAway(p, m, p.Resolve(v))
	}
	e.returns++
	r := &Return{Instr: ret}
	for _, v := range ret.Results {
		r.Results = append(r.Results, e.result(p, returned(ret, v)))
	}
	x := exit{results: r.Results, guards: e.decided(p)}
	for s := range m.all() {
		key := endKey{s.lock, s.at}
		switch s.state {
		case held:
			if !s.stale {
				end := e.endOf(key, s.write)
				end.kept = append(end.kept, r)
			}
		case free:
			end := e.endOf(key, s.write)
			end.released = append(end.released, r)
		}
		if s.first {
			e.waited[s.lock]++
		}
		if external(e.fn, s.lock) && (s.state == held || s.state == lent || s.state == vague) {
			eff := effect{s.lock, s.state, s.write}
			if s.stale {
				eff.state = vague
			}
			x.effects = append(x.effects, eff)
		} else if s.state != none && s.state != free && !external(e.fn, s.lock) && throughNew(s.lock) {
			x.effects = append(x.effects, effect{s.lock, vague, s.write})
		}
	}
	e.exit(x)
}

func (e *explorer) endOf(key endKey, write bool) *end {
	x := e.ends[key]
	if x == nil {
		x = &end{write: write}
		e.ends[key] = x
		e.order = append(e.order, key)
	}
	return x
}

// exit adds a way to return, unless there is one like it.
func (e *explorer) exit(x exit) {
	for i, old := range e.f.exits {
		if slices.Equal(old.effects, x.effects) && sameResults(old.results, x.results) {
			e.f.exits[i].guards = common(old.guards, x.guards)
			return
		}
	}
	e.f.exits = append(e.f.exits, x)
}

// common lists the guards that hold either way.
func common(a, b []guard) []guard {
	var both []guard
	for _, g := range a {
		if slices.Contains(b, g) {
			both = append(both, g)
		}
	}
	return both
}

// returned is the value that the return stores for a result before the deferred calls run and reads afterwards. It is
// v where a deferred literal may have changed it, or where there is nothing to defer.
func returned(ret *ssa.Return, v ssa.Value) ssa.Value {
	load, ok := v.(*ssa.UnOp)
	if !ok {
		return v
	}
	cell, ok := load.X.(*ssa.Alloc)
	if !ok || shared(cell) {
		return v
	}
	for _, instr := range slices.Backward(ret.Block().Instrs) {
		if store, ok := instr.(*ssa.Store); ok && store.Addr == cell {
			return store.Val
		}
	}
	return v
}

// shared reports whether anything but loads and stores knows the variable.
func shared(cell *ssa.Alloc) bool {
	return slices.ContainsFunc(*cell.Referrers(), func(ref ssa.Instruction) bool {
		switch ref := ref.(type) {
		case *ssa.Store:
			return ref.Val == cell
		case *ssa.UnOp, *ssa.DebugRef:
			return false
		}
		return true
	})
}

// notNil stands for a result that is not nil.
var notNil ssa.Value = &ssa.MakeInterface{}

// result says what is known of a returned value.
func (e *explorer) result(p *paths.Path, v ssa.Value) ssa.Value {
	if v = p.Resolve(v); v == notNil {
		return v
	}
	switch v := v.(type) {
	case *ssa.Const:
		return v
	case *ssa.MakeInterface, *ssa.Alloc, *ssa.MakeClosure, *ssa.Function, *ssa.MakeMap, *ssa.MakeChan, *ssa.MakeSlice, *ssa.FieldAddr:
		return notNil
	case *ssa.UnOp:
		if _, ok := v.X.(*ssa.Global); ok && types.Identical(v.Type(), types.Universe.Lookup("error").Type()) {
			return notNil
		}
	case *ssa.Call:
		if endedContext(v) {
			return notNil
		}
		if fn := v.Call.StaticCallee(); fn != nil {
			if obj, ok := fn.Object().(*types.Func); ok && know.NeverNil(obj) {
				return notNil
			}
		}
	}
	if types.Identical(v.Type().Underlying(), types.Typ[types.Bool]) {
		if value, known := p.Decided(v); known {
			if value {
				return yes[0]
			}
			return no[0]
		}
	}
	if isNilable(v.Type()) {
		if isNil, known := p.IsNil(v); known {
			if isNil {
				return ssa.NewConst(nil, v.Type())
			}
			return notNil
		}
	}
	return nil
}

// endedContext reports whether the call asks a context for its error in a function that has asked it for its channel
// before: who waits for the end of a context, and then asks, gets one.
func endedContext(call *ssa.Call) bool {
	if !call.Call.IsInvoke() || !know.Is(call.Call.Method, "(context.Context).Err") {
		return false
	}
	for b := call.Block(); b != nil; b = b.Idom() {
		for _, instr := range b.Instrs {
			done, ok := instr.(*ssa.Call)
			if ok && done.Call.IsInvoke() && done.Call.Value == call.Call.Value && know.Is(done.Call.Method, "(context.Context).Done") {
				return true
			}
		}
	}
	return false
}

func isNilable(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Pointer, *types.Interface, *types.Signature, *types.Map, *types.Chan, *types.Slice:
		return true
	}
	return false
}

// finish turns what the paths have shown into the result.
func (e *explorer) finish(complete bool) {
	f := e.f
	if !complete {
		*f = Func{Fn: f.Fn, GaveUp: true}
		e.guess(f)
		return
	}
	f.visits = e.visits
	trivial := true
	for _, x := range f.exits {
		trivial = trivial && len(x.effects) == 0
	}
	if trivial {
		f.exits = nil
	}
	if len(f.exits) > 16 {
		f.exits = vagueExits(f.exits)
	}
	for _, a := range f.acquires {
		a.always = e.returns > 0 && e.waited[a.lock] == e.returns || len(a.chain) > 1 && len(f.Fn.Blocks) == 1
	}
	for _, key := range e.order {
		end := e.ends[key]
		if len(end.kept) == 0 || e.begins[key.lock] {
			continue
		}
		if call, ok := key.at.(*ssa.Call); ok && external(f.Fn, key.lock) {
			for _, fn := range e.static(call.Common()).fns {
				e.passed[fn] = true
			}
		}
		f.Kept = append(f.Kept, &Kept{
			Lock: key.lock, Write: end.write, At: key.at,
			Returns: end.kept, Released: end.released,
			Unlocks: e.releases[key],
		})
	}
	for _, l := range f.Loops {
		l.Unlocks = e.releases[endKey{l.Lock, l.At}]
	}
	f.Loops = slices.DeleteFunc(f.Loops, func(l *Loop) bool { return e.begins[l.Lock] })
	f.Twice = slices.DeleteFunc(f.Twice, func(t *Twice) bool { return e.begins[t.Lock] })
	f.Wrong = slices.DeleteFunc(f.Wrong, func(w *Wrong) bool {
		if w.Failed != nil { // who releases only what others hold knows that they do
			return !slices.Contains(e.releases[endKey{w.Lock, w.Failed}], w.At)
		}
		return e.begins[w.Lock] && w.Taken != nil
	})
}

// guess says of a function that has too many paths that it may do anything with the locks
// which it names itself, or that its callees change.
func (e *explorer) guess(f *Func) {
	var x exit
	for _, b := range f.Fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			to := e.static(call.Common())
			for _, l := range e.changed(to) {
				if eff := (effect{lock: l, state: vague}); external(f.Fn, l) && !slices.Contains(x.effects, eff) {
					x.effects = append(x.effects, eff)
				}
			}
			if to.op == NoOp || !external(f.Fn, to.lock) {
				continue
			}
			if !to.op.Takes() && !slices.Contains(f.lends, to.lock) {
				f.lends = append(f.lends, to.lock)
			}
		}
	}
	if len(x.effects) > 0 {
		f.exits = []exit{x}
	}
}
