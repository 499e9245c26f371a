package lockstate

import (
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// A condAlias says which lock the field L of a sync.Cond in a field or global holds:
// the one at the path from the struct that has the cond.
type condAlias struct {
	ref
	read bool // through an RLocker
	no   bool // several different ones
	own  bool // a lock made for it, which has no other name
}

// condStore notes what a sync.Cond in a field or global is made with.
func (b *builder) condStore(instr ssa.Instruction) {
	store, ok := instr.(*ssa.Store)
	if !ok {
		return
	}
	addr, locker := store.Addr, newCondArg(store.Val)
	if field, ok := store.Addr.(*ssa.FieldAddr); ok && isCondL(field) {
		addr, locker = field.X, store.Val // a cond that is no pointer
	}
	if locker == nil {
		return
	}
	at := refOf(nil, addr)
	class := at.class()
	if class == nil {
		return
	}
	alias := &condAlias{}
	l, op := b.locker(nil, locker, Locks)
	alias.read = op == RLocks
	if base := at.steps[:max(at.lastNamed(), 0)]; hasPrefix(l.ref, at.root, base) && len(at.steps) > 0 {
		alias.steps = l.steps[len(base):]
	} else if _, global := l.root.(*ssa.Global); global {
		alias.root, alias.steps = l.root, l.steps
	} else {
		made, ok := l.root.(*ssa.Alloc)
		alias.no, alias.own = true, ok && len(l.steps) == 0 && usedOnce(made)
	}
	if old := b.conds[class]; old != nil && !old.own {
		alias.own = false
	}
	if old := b.conds[class]; old != nil && (old.no || old.root != alias.root || old.path() != alias.path() || old.read != alias.read) {
		alias.no = true
	}
	b.conds[class] = alias
}

// usedOnce reports whether a new lock is given to the cond, and to nothing else.
func usedOnce(made ssa.Value) bool {
	uses := 0
	var last ssa.Instruction
	for _, ref := range *made.Referrers() {
		if _, debug := ref.(*ssa.DebugRef); !debug {
			uses, last = uses+1, ref
		}
	}
	if iface, ok := last.(*ssa.MakeInterface); ok && uses == 1 {
		return usedOnce(iface)
	}
	return uses == 1
}

func hasPrefix(r ref, root ssa.Value, steps []step) bool {
	if r.root != root || len(r.steps) < len(steps) {
		return false
	}
	for i, s := range steps {
		if s.String() != r.steps[i].String() {
			return false
		}
	}
	return true
}

func newCondArg(v ssa.Value) ssa.Value {
	call, ok := v.(*ssa.Call)
	if !ok {
		return nil
	}
	if fn := call.Call.StaticCallee(); fn != nil && isMethod(fn, "sync.NewCond") {
		return call.Call.Args[0]
	}
	return nil
}

func isCondL(v *ssa.FieldAddr) bool {
	s := fieldStep(v)
	return isCondField(s)
}

func isCondField(s step) bool {
	return s.field != nil && s.field.Name() == "L" && s.field.Pkg() != nil && s.field.Pkg().Path() == "sync" && s.owner == "Cond"
}

// condLocker replaces the field L of a cond by the lock that it holds.
func (b *builder) condLocker(r ref) (condAlias, bool) {
	n := len(r.steps)
	if n < 2 || !r.steps[n-1].load || !isCondField(r.steps[n-2]) {
		return condAlias{}, false
	}
	rest := ref{root: r.root, steps: r.steps[:n-2], vague: r.vague, uses: r.uses}
	if arg := newCondArg(rest.root); arg != nil && len(rest.steps) == 0 {
		l, op := b.locker(nil, arg, Locks)
		return condAlias{ref: l.ref, read: op == RLocks}, true
	}
	class := rest.class()
	alias := b.conds[class]
	if class == nil || alias == nil || alias.no {
		return condAlias{}, false
	}
	if alias.root != nil {
		return *alias, true
	}
	base := rest
	base.steps = rest.steps[:rest.lastNamed()]
	for _, s := range alias.steps {
		base = base.with(s)
	}
	return condAlias{ref: base, read: alias.read}, true
}

// CondLock is the class of the lock that a sync.Cond was made with, nil if the lock has no name
// but the cond's L. It is not ok if the lock is not known.
func (p *Package) CondLock(cond ssa.Value) (class types.Object, ok bool) { return p.condLock(cond) }

func (b *builder) condClass(cond ssa.Value) (class types.Object, ok bool) {
	b.walk.Lock()
	defer b.walk.Unlock()
	r := refOf(nil, cond)
	if alias := b.conds[r.class()]; alias != nil && alias.own {
		return nil, true
	}
	r = r.with(step{field: condL(cond.Type()), owner: "Cond"}).with(step{load: true})
	if alias, ok := b.condLocker(r); ok {
		return alias.class(), true
	}
	return nil, false
}

// condL is the field L of sync.Cond.
func condL(t types.Type) *types.Var {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		if st, ok := p.Elem().Underlying().(*types.Struct); ok {
			for f := range st.Fields() {
				if f.Name() == "L" {
					return f
				}
			}
		}
	}
	return nil
}
