package lockstate

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/paths"
	"github.com/gocorelint/gocorelint/analyzers/internal/place"
)

// store treats an assignment: a field on the way to a lock may lead elsewhere now.
func (e *explorer) store(p *paths.Path, m *memory, instr *ssa.Store) *memory {
	if m.empty() {
		return m
	}
	if field, ok := instr.Addr.(*ssa.FieldAddr); ok {
		if v := fieldStep(field).field; v != nil {
			m = m.age(func(l *Lock) bool { return l.reads(v) })
		}
	}
	if alloc, ok := instr.Addr.(*ssa.Alloc); ok {
		if place.StoredOnce(alloc) != nil {
			return m
		}
		m = m.age(func(l *Lock) bool { return l.root == alloc && len(l.steps) > 0 && l.steps[0].load })
	}
	if elem, ok := instr.Addr.(*ssa.IndexAddr); ok {
		if _, local := elem.X.(*ssa.Alloc); !local && isPointer(instr.Val.Type()) {
			m = m.age(func(l *Lock) bool { return l.readsElement() })
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
	if m.empty() || v == notNil {
		return m
	}
	if isPointer(v.Type()) {
		r := refOf(p, v)
		if _, local := r.root.(ssa.Instruction); local && r.root.(ssa.Instruction).Parent() == e.fn {
			m = m.unfollow(func(s *status) bool { return s.state == held && s.lock.root == r.root })
		}
	}
	return e.handOver(p, m, v)
}

// handOver forgets the locks that a function value releases, which somebody
// else may call from now on.
func (e *explorer) handOver(p *paths.Path, m *memory, v ssa.Value) *memory {
	if m.empty() {
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
	m = m.unfollow(func(s *status) bool { return s.lock == l || s.lock.class() == l.class() && (s.lock.vague || l.vague) })
	return m.lose(l)
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

// handIn forgets the locks of an object that is handed to code outside the package, if there are
// methods that lock and methods that unlock: the code may call one of them.
func (e *explorer) handIn(p *paths.Path, m *memory, v ssa.Value) *memory {
	switch v.Type().Underlying().(type) {
	case *types.Pointer, *types.Interface:
	default:
		return m
	}
	object := refOf(p, v)
	return m.unfollow(func(s *status) bool { return e.lenders[s.lock.class()] && s.lock.within(object) })
}
