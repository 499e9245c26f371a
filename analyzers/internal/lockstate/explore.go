package lockstate

import (
	"go/token"
	"go/types"
	"slices"
	"strconv"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/know"
	"github.com/gocorelint/gocorelint/analyzers/internal/paths"
	"github.com/gocorelint/gocorelint/analyzers/internal/place"
	"github.com/gocorelint/gocorelint/analyzers/internal/typeis"
)

// An explorer follows the paths of one function.
type explorer struct {
	*builder
	f        *Func
	fn       *ssa.Function
	guards   []guarded
	memories map[string]*memory
	numbers  map[any]string

	ends     map[endKey]*end
	order    []endKey
	returns  int           // paths that return
	waited   map[*Lock]int // of these, those that began by waiting for the lock
	releases map[endKey][]ssa.Instruction
	begins   map[*Lock]bool // locks that some path begins by releasing
	visits   map[ssa.Instruction][]visit

	alone bool // functions of other packages are unknown
	asked bool // what is known of one was of use
}

type guarded struct {
	cond ssa.Value
	guard
}

// An endKey is a lock taken at one place.
type endKey struct {
	lock *Lock
	at   ssa.Instruction
}

type end struct {
	write          bool
	kept, released []*Return
}

// keep makes equal memories one pointer.
func (e *explorer) keep(m *memory) *memory {
	if m.kept {
		return m
	}
	key := m.key(e.number)
	if old := e.memories[key]; old != nil {
		return old
	}
	e.memories[key] = m
	m.kept = true
	return m
}

// number is a short name for a pointer.
func (e *explorer) number(v any) string {
	n, ok := e.numbers[v]
	if !ok {
		n = strconv.Itoa(len(e.numbers))
		e.numbers[v] = n
	}
	return n
}

// An outcome is one way in which an instruction goes on.
type outcome struct {
	memory  *memory
	results []ssa.Value
	again   *Lock // taken after it was released: others had their turn
}

// step says how an instruction changes the memory.
func (e *explorer) step(p *paths.Path, instr ssa.Instruction) []paths.Alt {
	before := p.Memory().(*memory)
	m := before
	if v, ok := instr.(ssa.Value); ok && len(m.locks) > 0 {
		m = m.computed(v)
	}
	outs := []outcome{{memory: m}}
	switch instr := instr.(type) {
	case *ssa.UnOp:
		if instr.Op == token.MUL || instr.Op == token.ARROW {
			e.visit(p, before, instr)
		}
	case *ssa.Lookup, *ssa.Select:
		e.visit(p, before, instr)
	case *ssa.Call:
		outs = e.call(p, m, instr, e.target(p, instr.Common(), instr))
	case *ssa.Defer:
		outs[0].memory = m.push(pending{instr, e.target(p, instr.Common(), instr)})
	case *ssa.RunDefers:
		outs = e.runDefers(p, m)
	case *ssa.Go:
		outs[0].memory = e.spawn(p, m, instr)
	case *ssa.Store:
		e.visit(p, before, instr)
		outs[0].memory = e.store(p, m, instr)
	case *ssa.Send:
		e.visit(p, before, instr)
		outs[0].memory = e.giveAway(p, m, instr.X)
	case *ssa.MapUpdate:
		e.visit(p, before, instr)
		outs[0].memory = e.giveAway(p, m, instr.Value)
	case *ssa.MakeInterface:
		outs[0].memory = e.handOver(p, m, instr.X)
	}
	if len(outs) == 1 && outs[0].memory == before && outs[0].results == nil {
		return nil
	}
	alts := make([]paths.Alt, len(outs))
	for i, out := range outs {
		alts[i] = paths.Alt{Memory: e.keep(out.memory), Results: out.results}
		if out.again != nil {
			alts[i].Over = out.again
		}
	}
	return alts
}

// computed makes names stale that are built on a value which is computed again.
func (m *memory) computed(v ssa.Value) *memory {
	next := m.change(func(s *status) bool {
		if s.stale || !slices.Contains(s.lock.uses, v) {
			return false
		}
		s.stale = true
		return true
	})
	if next == m {
		return m
	}
	// In a loop over objects the last one and those before look the same.
	for i := 0; i < len(next.locks); i++ {
		if next.locks[i].stale && slices.Contains(next.locks[:i], next.locks[i]) {
			next.locks = slices.Delete(next.locks, i, i+1)
			i--
		}
	}
	return next
}

// store treats an assignment: a field on the way to a lock may lead elsewhere now.
func (e *explorer) store(p *paths.Path, m *memory, instr *ssa.Store) *memory {
	if len(m.locks) == 0 {
		return m
	}
	if field, ok := instr.Addr.(*ssa.FieldAddr); ok {
		if v := fieldStep(field).field; v != nil {
			m = m.change(func(s *status) bool {
				if s.stale || !s.lock.reads(v) {
					return false
				}
				s.stale = true
				return true
			})
		}
	}
	if alloc, ok := instr.Addr.(*ssa.Alloc); ok {
		if place.StoredOnce(alloc) != nil {
			return m
		}
		m = m.change(func(s *status) bool {
			if s.stale || s.lock.root != alloc || len(s.lock.steps) == 0 || !s.lock.steps[0].load {
				return false
			}
			s.stale = true
			return true
		})
	}
	if elem, ok := instr.Addr.(*ssa.IndexAddr); ok {
		if _, local := elem.X.(*ssa.Alloc); !local && isPointer(instr.Val.Type()) {
			m = m.change(func(s *status) bool {
				if s.stale || !s.lock.readsElement() {
					return false
				}
				s.stale = true
				return true
			})
		}
		if array, ok := elem.X.(*ssa.Alloc); ok && array.Comment == "varargs" {
			return e.handOver(p, m, instr.Val) // an argument, not kept
		}
	}
	return e.giveAway(p, m, instr.Val)
}

// giveAway treats a value that somebody else can have from now on: it may be the object
// whose lock is held, or a function that releases one.
func (e *explorer) giveAway(p *paths.Path, m *memory, v ssa.Value) *memory {
	if len(m.locks) == 0 || v == notNil {
		return m
	}
	if isPointer(v.Type()) {
		r := refOf(p, v)
		if _, local := r.root.(ssa.Instruction); local && r.root.(ssa.Instruction).Parent() == e.fn {
			m = m.change(func(s *status) bool {
				if s.state != held || s.lock.root != r.root {
					return false
				}
				s.state = vague
				return true
			})
		}
	}
	return e.handOver(p, m, v)
}

// handOver forgets the locks that a function value releases, which somebody
// else may call from now on.
func (e *explorer) handOver(p *paths.Path, m *memory, v ssa.Value) *memory {
	if len(m.locks) == 0 {
		return m
	}
	if _, ok := v.Type().Underlying().(*types.Signature); !ok {
		return m
	}
	fn, bound := e.function(p, v)
	if fn == nil {
		return m
	}
	var args []ssa.Value
	obj, _ := fn.Object().(*types.Func)
	if bound != nil && flow.IsBound(fn) {
		if op := methodOp(obj); op != NoOp {
			l, _ := e.locker(p, bound.Bindings[0], op)
			return m.forget(l)
		}
		args = bound.Bindings[:1]
		if real := e.prog().FuncValue(obj); real != nil {
			fn = real
		}
	}
	for _, l := range e.lendsOf(fn) {
		if mine, ok := e.bind(p, l, declared(fn), args); ok {
			m = m.forget(mine)
		}
	}
	return m
}

// lendsOf lists the locks that a function, or a literal in it, releases for
// somebody else.
func (b *builder) lendsOf(fn *ssa.Function) []*Lock {
	locks := b.summary(fn).lends
	for _, lit := range fn.AnonFuncs {
		locks = append(locks, b.summary(lit).lends...)
	}
	return locks
}

// forget stops following the lock, and all that may be the same.
func (m *memory) forget(l *Lock) *memory {
	if _, some := l.root.(*outer); some && l.vague {
		return m.forgetClass(l)
	}
	m = m.change(func(s *status) bool {
		if s.state == vague || s.lock != l && (s.lock.class() != l.class() || !s.lock.vague && !l.vague) {
			return false
		}
		s.state = vague
		return true
	})
	if s, ok := m.find(l); !ok {
		s.state = vague
		m = m.set(s)
	}
	return m
}

// spawn treats a go statement: the new goroutine may release what is held here.
func (e *explorer) spawn(p *paths.Path, m *memory, instr ssa.CallInstruction) *memory {
	to := e.target(p, instr.Common(), instr)
	if to.op != NoOp {
		return m.forget(to.lock)
	}
	for _, fn := range to.fns {
		for _, l := range e.lendsOf(fn) {
			if mine, ok := e.bind(p, l, fn, to.args); ok {
				m = m.forget(mine)
			}
		}
	}
	for _, arg := range instr.Common().Args {
		m = e.giveAway(p, m, arg)
	}
	return m
}

// runDefers runs the deferred calls, the last one first.
func (e *explorer) runDefers(p *paths.Path, m *memory) []outcome {
	outs := []outcome{{memory: &memory{locks: m.locks}}}
	for _, d := range slices.Backward(m.defers) {
		var next []outcome
		for _, out := range outs {
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
		got.state, got.write, got.count, got.at = held, to.op.Write(), s.count+1, instr
		if s.state == vague {
			got = s
		}
		return []outcome{{memory: m.set(got), results: yes}, {memory: m, results: no}}
	}
	switch s.state {
	case held, back:
		if s.at == ssa.Instruction(instr) {
			e.loop(p, instr, s, to.op)
		} else {
			e.twice(&Twice{Lock: to.lock, At: instr, HeldSince: s.at, HeldWrite: s.write, Write: to.op.Write(), Chain: []ssa.Instruction{instr}, Sure: true, Always: true})
		}
		s.state = vague
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
	s.write, s.count, s.at = to.op.Write(), 1, instr
	return []outcome{{memory: m.set(s), again: again}}
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

var (
	yes = []ssa.Value{ssa.NewConst(boolTrue, types.Typ[types.Bool])}
	no  = []ssa.Value{ssa.NewConst(boolFalse, types.Typ[types.Bool])}
)

// release treats Unlock and RUnlock.
func (e *explorer) release(p *paths.Path, m *memory, instr ssa.Instruction, l *Lock, op Op) *memory {
	s, known := m.find(l)
	switch s.state {
	case held:
		key := endKey{l, s.at}
		if !slices.Contains(e.releases[key], instr) {
			e.releases[key] = append(e.releases[key], instr)
		}
		if s.write != op.Write() {
			e.wrong(&Wrong{Lock: l, At: instr, Op: op, Taken: s.at})
			s.state = vague
			return m.set(s)
		}
		if s.count--; s.count > 0 {
			return m.set(s)
		}
		if call, ok := s.at.(*ssa.Call); ok {
			for _, fn := range e.static(call.Common()).fns {
				e.consumed[fn] = true
			}
		}
		s.state, s.gone = free, instr
	case back:
		s.state, s.gone = lent, instr
	case free:
		e.wrong(&Wrong{Lock: l, At: instr, Op: op, Taken: s.at, Gone: s.gone})
		s.state = vague
	case lent:
		if s.write && op.Write() {
			e.wrong(&Wrong{Lock: l, At: instr, Op: op, Gone: s.gone})
		}
		s.state = vague
	case none:
		if !known && m.maybeHeld(l) {
			return m.forgetClass(l)
		}
		s.state, s.write, s.gone = lent, op.Write(), instr
		if external(e.fn, l) && !slices.Contains(e.f.lends, l) {
			e.f.lends = append(e.f.lends, l)
			if OpOf(instr) != NoOp {
				e.f.entrusted = append(e.f.entrusted, l)
			}
		}
		e.begins[l] = true
	}
	return m.set(s)
}

// maybeHeld reports whether a lock is held that may be the same under another name.
func (m *memory) maybeHeld(l *Lock) bool {
	for _, s := range m.locks {
		if s.state == held && (s.lock != l || s.stale) && sameClass(s.lock, l) {
			return true
		}
	}
	return false
}

func sameClass(a, b *Lock) bool {
	return a.class() == b.class() || a.class() == nil || b.class() == nil
}

func (m *memory) forgetClass(l *Lock) *memory {
	m = m.change(func(s *status) bool {
		if s.state == vague || !sameClass(s.lock, l) {
			return false
		}
		s.state = vague
		return true
	})
	s, _ := m.find(l)
	s.state = vague
	return m.set(s)
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

// handIn forgets the locks of an object that is handed to code outside the package, if there are
// methods that lock and methods that unlock: the code may call one of them.
func (e *explorer) handIn(p *paths.Path, m *memory, v ssa.Value) *memory {
	switch v.Type().Underlying().(type) {
	case *types.Pointer, *types.Interface:
	default:
		return m
	}
	object := refOf(p, v)
	return m.change(func(s *status) bool {
		if s.state == vague || !e.lenders[s.lock.class()] || !s.lock.within(object) {
			return false
		}
		s.state = vague
		return true
	})
}

// paramCall adds a call of a parameter. Where functions that walk a tree hand their visitor on to each
// other, the ways to one call are without number, and who is called there cares for what is held only.
func (e *explorer) paramCall(pc *paramCall) {
	for _, old := range e.f.paramCalls {
		if old.param == pc.param && old.call == pc.call && slices.Equal(old.guards, pc.guards) && slices.Equal(old.memory.locks, pc.memory.locks) {
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
	for _, s := range pc.memory.locks {
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
			s.state = vague // the callee waits for ever, or nothing is known
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

// unknown treats a call of code that can't be looked at.
func (e *explorer) unknown(p *paths.Path, m *memory, instr ssa.CallInstruction, to target) *memory {
	common := instr.Common()
	if fn := common.StaticCallee(); fn != nil {
		obj, _ := fn.Object().(*types.Func)
		if know.Formats(obj) {
			e.formats(p, m, instr)
			return m
		}
		if arg, ok := know.CallsArg(obj); ok && arg < len(common.Args) {
			pc := &paramCall{param: 0, call: instr, memory: &memory{}}
			e.callBack(p, m, instr, fn, target{args: common.Args[arg : arg+1]}, pc)
		}
	}
	if len(m.locks) == 0 {
		return m
	}
	for _, arg := range common.Args {
		if isLockPointer(arg.Type()) {
			if fn := common.StaticCallee(); fn == nil || !isMethod(fn, "sync.NewCond") && !isMethod(fn, "(*sync.RWMutex).RLocker") {
				m = m.forget(e.intern(refOf(p, arg)))
			}
			continue
		}
		m = e.handOver(p, m, arg)
		m = e.handIn(p, m, arg)
	}
	if common.StaticCallee() == nil && !to.sure && !asks(common) {
		// It may be a function of this package that releases a lock it is
		// entrusted with.
		m = m.change(func(s *status) bool {
			if !s.isHeld() || !e.lenders[s.lock.class()] {
				return false
			}
			s.state = vague
			return true
		})
	}
	return m
}

// asks reports whether the call asks a context or an error, which release no locks.
func asks(common *ssa.CallCommon) bool {
	if !common.IsInvoke() {
		return false
	}
	pkg := common.Method.Pkg()
	return pkg == nil || pkg.Path() == "context" // error.Error has no package
}

func isLockPointer(t types.Type) bool {
	return typeis.Named(t, "*sync.Mutex") || typeis.Named(t, "*sync.RWMutex") || typeis.Named(t, "sync.Locker")
}

// formats treats a call of fmt or log: it calls the String and Error methods of its operands.
func (e *explorer) formats(p *paths.Path, m *memory, instr ssa.CallInstruction) {
	for _, v := range operands(instr.Common()) {
		mi, ok := v.(*ssa.MakeInterface)
		if !ok {
			continue
		}
		for _, name := range [...]string{"Error", "String"} {
			sel := e.prog().MethodSets.MethodSet(mi.X.Type()).Lookup(e.pkg, name)
			if sel == nil {
				continue
			}
			obj := sel.Obj().(*types.Func)
			fn := e.prog().FuncValue(obj.Origin())
			if fn == nil || len(sel.Index()) != 1 || !e.local(fn) || obj.Signature().Params().Len() != 0 {
				break
			}
			to := target{fns: []*ssa.Function{fn}, args: []ssa.Value{mi.X}}
			for _, a := range e.summary(fn).acquires {
				e.mayWait(p, m, instr, fn, to, a)
			}
			break
		}
	}
}

// operands lists the operands that a call passes in its variadic parameter.
func operands(common *ssa.CallCommon) []ssa.Value {
	if len(common.Args) == 0 {
		return nil
	}
	slice, ok := common.Args[len(common.Args)-1].(*ssa.Slice)
	if !ok {
		return nil
	}
	array, ok := slice.X.(*ssa.Alloc)
	if !ok {
		return nil
	}
	var vals []ssa.Value
	for _, ref := range *array.Referrers() {
		elem, ok := ref.(*ssa.IndexAddr)
		if !ok {
			continue
		}
		for _, ref := range *elem.Referrers() {
			if store, ok := ref.(*ssa.Store); ok {
				vals = append(vals, store.Val)
			}
		}
	}
	return vals
}

// decided lists the conditions on parameters that the path has decided.
func (e *explorer) decided(p *paths.Path) []guard {
	var guards []guard
	for _, g := range e.guards {
		if value, known := p.Decided(g.cond); known {
			guard := g.guard
			if !value {
				guard.want = !guard.want
			}
			if !slices.Contains(guards, guard) {
				guards = append(guards, guard)
			}
		}
	}
	return guards
}

func (e *explorer) acquire(a *acquire) {
	for _, old := range e.f.acquires {
		if old.lock == a.lock && old.write == a.write && slices.Equal(old.chain, a.chain) && slices.Equal(old.guards, a.guards) {
			return
		}
	}
	if len(e.f.acquires) < 64 {
		e.f.acquires = append(e.f.acquires, a)
	}
}

func (e *explorer) twice(t *Twice) {
	for _, old := range e.f.Twice {
		if old.Lock == t.Lock && old.At == t.At && old.HeldSince == t.HeldSince {
			always := old.Always || t.Always
			if t.Sure && !old.Sure {
				*old = *t
			}
			old.Always = always
			return
		}
	}
	e.f.Twice = append(e.f.Twice, t)
}

func (e *explorer) wrong(w *Wrong) {
	for _, old := range e.f.Wrong {
		if old.At == w.At && old.Lock == w.Lock {
			return
		}
	}
	e.f.Wrong = append(e.f.Wrong, w)
}

func (e *explorer) loop(p *paths.Path, at ssa.Instruction, s status, op Op) {
	for _, old := range e.f.Loops {
		if old.At == at && old.Lock == s.lock {
			return
		}
	}
	// The condition of the loop itself is not what skips the unlock.
	inside := func(branch *ssa.If) bool {
		return branch.Block() == at.Block() || !branch.Block().Dominates(at.Block())
	}
	e.f.Loops = append(e.f.Loops, &Loop{Lock: s.lock, Op: op, At: at, Branch: p.Branch(inside)})
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
		r.Results = append(r.Results, e.result(p, v))
	}
	x := exit{results: r.Results, guards: e.decided(p)}
	for _, s := range m.locks {
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
	f.Wrong = slices.DeleteFunc(f.Wrong, func(w *Wrong) bool { return e.begins[w.Lock] && w.Taken != nil })
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
