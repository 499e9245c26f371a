package lockstate

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
)

// An Order says that some goroutine waits for one lock while it holds another.
// Locks are told apart by class only, as in RacerX: which objects they belong to is
// not known.
type Order struct {
	First, Second Class
	// Since is the call that takes First, nil where callers have taken it.
	Since ssa.Instruction
	// Chain leads from the call that is made with First held to the one that
	// waits for Second, which is the last one.
	Chain []ssa.Instruction
	// Gates are the classes of other locks that are held for writing meanwhile.
	Gates []types.Object

	via    string // the function, in another package
	always bool   // there, every way through it comes to the call
	from   uint64 // a bit for each import that tells of it
}

// A Class is a set of locks with its name, and how one of them is taken.
type Class struct {
	Object types.Object
	Name   string // Type.field
	Write  bool
}

// In is the function that makes the first call, nil for one of another package.
func (o *Order) In() *ssa.Function { return o.Chain[0].Parent() }

// Imported reports whether the order is one of another package.
func (o *Order) Imported() bool { return o.via != "" }

// Package is the import path of the package that the order is in.
func (o *Order) Package() string {
	if o.via != "" {
		path, _, _ := strings.Cut(o.via, ":")
		return path
	}
	return o.In().Pkg.Pkg.Path()
}

// A take is a lock that a function waits for, itself or through what it calls.
type take struct {
	Class
	lock     *Lock // its name in the function, nil if it has none
	chain    []ssa.Instruction
	guards   []guard
	gates    []types.Object // held for writing by the function or its callees at that time
	released []types.Object // what its callers may no longer hold at that time
	flagged  bool           // a boolean field of some object says whether it is taken
}

const (
	maxTakes = 32 // locks that are remembered of one function
	maxChain = 6  // calls on the way to a lock: a longer way often has a condition that rules it out
)

type orderer struct {
	*builder
	takes map[*ssa.Function][]*take
	list  []*Order
	many  map[types.Object]bool // classes of locks that an object has several of

	imported func(*ssa.Function) []*take // what is known of a function of another package
}

// newOrderer lists which locks are taken with which others held: by the order of the source,
// the shortest chain for each pair of classes and function.
func (b *builder) newOrderer(imported func(*ssa.Function) []*take) *orderer {
	o := &orderer{builder: b, takes: make(map[*ssa.Function][]*take), many: b.parts(), imported: imported}
	b.walk.Lock()
	defer b.walk.Unlock()
	for _, fn := range b.fp.Funcs {
		o.takesOf(fn)
	}
	return o
}

// Waits lists the locks that a function waits for, itself or through what it calls, each with the
// calls that lead there.
func (p *Package) Waits(fn *ssa.Function) []Wait {
	var list []Wait
	for _, t := range p.takes()[declared(fn)] {
		if len(t.guards) == 0 {
			list = append(list, Wait{t.Class, t.lock, t.chain})
		}
	}
	return list
}

// A Wait is a lock that a function waits for, whatever its parameters.
type Wait struct {
	Class
	Lock  *Lock // its name in the function, nil if it has none
	Chain []ssa.Instruction
}

// parts finds the fields of structs that are parts of several others, embedded or as values.
// As a class they say little: a connection's input and its output may be of one type, and
// their locks are two.
func (b *builder) parts() map[types.Object]bool {
	scope := b.pkg.Scope()
	uses := make(map[*types.TypeName]int)
	fields := make(map[types.Object]*types.TypeName)
	for _, name := range scope.Names() {
		obj, ok := scope.Lookup(name).(*types.TypeName)
		if !ok || obj.IsAlias() {
			continue
		}
		st, ok := obj.Type().Underlying().(*types.Struct)
		if !ok {
			continue
		}
		for f := range st.Fields() {
			fields[f] = obj
			t := f.Type()
			if p, ok := t.(*types.Pointer); ok && f.Embedded() {
				t = p.Elem()
			}
			if named, ok := types.Unalias(t).(*types.Named); ok {
				uses[named.Origin().Obj()]++
			}
		}
	}
	for owner, n := range uses {
		if st, ok := owner.Type().Underlying().(*types.Struct); ok && n > 1 && owner.Pkg() != b.pkg {
			for f := range st.Fields() {
				fields[f] = owner // of another package
			}
		}
	}
	many := make(map[types.Object]bool)
	for f, owner := range fields {
		if uses[owner] > 1 {
			many[f] = true
		}
	}
	return many
}

// takesOf walks over the calls of a function, those it calls first. Of a function that
// calls itself only what comes before is known.
func (o *orderer) takesOf(fn *ssa.Function) []*take {
	if list, ok := o.takes[fn]; ok {
		return list
	}
	o.takes[fn] = nil
	if len(fn.Blocks) == 0 {
		o.takes[fn] = o.imported(fn)
		return o.takes[fn]
	}
	if !o.local(fn) || o.summary(fn).GaveUp {
		return nil
	}
	for _, blk := range fn.Blocks {
		for _, instr := range blk.Instrs {
			switch instr := instr.(type) {
			case *ssa.Call, *ssa.Defer:
				o.call(fn, instr.(ssa.CallInstruction))
			}
		}
	}
	return o.takes[fn]
}

// call adds the locks that a call waits for.
func (o *orderer) call(fn *ssa.Function, instr ssa.CallInstruction) {
	here := o.waits(fn, instr)
	if len(here) == 0 {
		return
	}
	f := o.summary(fn)
	visits := f.visits[instr]
	if len(visits) == 0 && f.visits == nil {
		visits = []visit{{memory: &memory{}}}
	}
	o.order(f, instr, visits, here)
	for _, v := range visits {
		for _, t := range here {
			o.add(fn, v, t)
		}
	}
}

// waits lists the locks that a call waits for, as its function sees them.
func (o *orderer) waits(fn *ssa.Function, instr ssa.CallInstruction) []*take {
	to := o.target(nil, instr.Common(), instr)
	if to.op != NoOp {
		class := to.lock.Class()
		if !to.op.Takes() || to.op.try() || class == nil || fresh(fn, to.lock) || renewed(instr, to.lock) {
			return nil
		}
		return []*take{{Class: Class{class, to.lock.className(), to.op.Write()}, lock: to.lock, chain: []ssa.Instruction{instr}}}
	}
	if len(to.fns) != 1 || !to.sure {
		return nil // one of many: it is not likely to be the one
	}
	var all []*take
	for _, callee := range to.fns {
		callee = declared(callee)
		for _, t := range o.takesOf(callee) {
			if len(t.chain) >= maxChain {
				continue
			}
			guards, impossible, _ := check(nil, t.guards, fn, callee, to.args)
			if impossible {
				continue
			}
			up := *t
			up.guards, up.lock = guards, nil
			if t.lock != nil {
				up.lock, _ = o.bind(nil, t.lock, callee, to.args)
			}
			if up.lock != nil && renewed(instr, up.lock) {
				continue
			}
			up.chain = append([]ssa.Instruction{instr}, t.chain...)
			all = append(all, &up)
		}
	}
	return all
}

// fresh reports whether the function has made the object of the lock itself: nobody
// else waits for it, as far as this function goes.
func fresh(fn *ssa.Function, l *Lock) bool {
	alloc, ok := l.root.(*ssa.Alloc)
	return ok && alloc.Parent() == fn && !slices.ContainsFunc(l.steps, func(s step) bool { return s.load })
}

// renewed reports whether the function has put a new object, which nobody else knows yet, where the way to
// the lock leads: before the instruction, whichever way it came.
func renewed(at ssa.Instruction, l *Lock) bool {
	if !slices.ContainsFunc(l.steps, func(s step) bool { return s.load }) {
		return false
	}
	for b := at.Block(); b != nil; b = b.Idom() {
		for _, instr := range b.Instrs {
			if instr == at {
				break
			}
			if store, ok := instr.(*ssa.Store); ok && madeHere(store.Val) {
				if fa, ok := store.Addr.(*ssa.FieldAddr); ok && l.reads(fieldStep(fa).field) {
					return true
				}
			}
		}
	}
	return false
}

// madeHere reports whether the value is a pointer to a new object.
func madeHere(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Alloc:
		return true
	case *ssa.Call:
		fn := v.Call.StaticCallee()
		return fn != nil && ReturnsNew(fn)
	}
	return false
}

// ReturnsNew reports whether a function of the package returns an object that it has made.
func ReturnsNew(fn *ssa.Function) bool {
	found := false
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok || len(ret.Results) == 0 {
			continue
		}
		if _, made := ret.Results[0].(*ssa.Alloc); !made {
			return false
		}
		found = true
	}
	return found
}

// waited reports whether the function has waited for the end of others, before and outside any loop: for all that it
// knows, the goroutines that take the locks the other way round have gone.
func waited(at ssa.Instruction) bool {
	loops := flow.LoopsOf(at.Parent())
	for b := at.Block(); b != nil; b = b.Idom() {
		if loops.Depth(b) > 0 {
			continue
		}
		for _, instr := range b.Instrs {
			if instr == at {
				break
			}
			switch instr := instr.(type) {
			case *ssa.UnOp:
				if instr.Op == token.ARROW && len(*instr.Referrers()) == 0 {
					return true
				}
			case *ssa.Call:
				if fn := instr.Call.StaticCallee(); fn != nil && isMethod(fn, "(*sync.WaitGroup).Wait") {
					return true
				}
			}
		}
	}
	return false
}

// order notes the locks that are held while others are waited for: those that are
// held on every path to the call. A lock that a callee leaves locked on some of its
// ways only, or that is taken on a condition, is not known to be held.
func (o *orderer) order(f *Func, instr ssa.CallInstruction, visits []visit, here []*take) {
	if doomed(instr) || waited(instr) {
		return
	}
	held := f.Held(instr)
	for _, t := range here {
		if t.flagged {
			continue
		}
		for _, h := range held {
			if !fresh(f.Fn, h.Lock) {
				o.pair(f.Fn, Class{h.Lock.Class(), h.Lock.className(), h.Write}, h.Since, held, t)
			}
		}
		// A function that releases a lock which it has not taken is called with it.
		for _, l := range f.entrusted {
			if !slices.ContainsFunc(visits, func(v visit) bool { _, known := v.memory.find(l); return known }) {
				o.pair(f.Fn, Class{l.Class(), l.className(), true}, nil, held, t)
			}
		}
	}
}

// doomed reports whether the function panics after the instruction, whichever way it goes: then
// it only waits to tell what is wrong.
func doomed(instr ssa.Instruction) bool {
	panics, goesOn := false, false
	flow.Walk(flow.After(instr), func(next ssa.Instruction) bool {
		switch next.(type) {
		case *ssa.Panic:
			panics = true
		case *ssa.Return:
			goesOn = true
		}
		goesOn = goesOn || next == instr
		return !goesOn
	})
	return panics && !goesOn
}

// underFlag reports whether the instruction runs only if a boolean field is set.
func underFlag(instr ssa.Instruction) bool {
	for b := instr.Block(); b != nil; b = b.Idom() {
		if len(b.Preds) != 1 {
			continue
		}
		branch, ok := b.Preds[0].Instrs[len(b.Preds[0].Instrs)-1].(*ssa.If)
		if !ok || branch.Block().Succs[0] != b {
			continue
		}
		if load, ok := branch.Cond.(*ssa.UnOp); ok && load.Op == token.MUL {
			if _, field := load.X.(*ssa.FieldAddr); field {
				return true
			}
		}
	}
	return false
}

func (o *orderer) pair(fn *ssa.Function, first Class, since ssa.Instruction, held []Held, t *take) {
	if first.Object == nil || first.Object == t.Object || o.many[first.Object] || o.many[t.Object] || slices.Contains(t.released, first.Object) {
		return
	}
	order := &Order{First: first, Second: t.Class, Since: since, Chain: t.chain, Gates: slices.Clone(t.gates)}
	for _, h := range held {
		if h.Write && h.Lock.Class() != first.Object && !slices.Contains(t.released, h.Lock.Class()) {
			order.Gates = append(order.Gates, h.Lock.Class())
		}
	}
	for class, write := range o.HeldBefore(fn) {
		if write {
			order.Gates = append(order.Gates, class)
		}
	}
	for i, old := range o.list {
		if old.First == order.First && old.Second == order.Second && old.In() == order.In() && sameObjects(old.Gates, order.Gates) {
			if len(order.Chain) < len(old.Chain) {
				o.list[i] = order
			}
			return
		}
	}
	o.list = append(o.list, order)
}

func sameObjects(a, b []types.Object) bool {
	return !slices.ContainsFunc(a, func(x types.Object) bool { return !slices.Contains(b, x) }) &&
		!slices.ContainsFunc(b, func(x types.Object) bool { return !slices.Contains(a, x) })
}

// add makes what a call waits for something that the function waits for.
func (o *orderer) add(fn *ssa.Function, v visit, t *take) {
	up := *t
	up.gates, up.released = slices.Clone(t.gates), slices.Clone(t.released)
	up.guards = append(slices.Clone(t.guards), v.guards...)
	up.flagged = t.flagged || underFlag(up.chain[0])
	for s := range v.memory.all() {
		class := s.lock.Class()
		switch {
		case s.isHeld() && s.write:
			up.gates = append(up.gates, class)
		case s.state == lent || s.state == vague || s.state == back:
			up.released = append(up.released, class)
		}
	}
	list := o.takes[fn]
	for i, old := range list {
		if old.Class == up.Class && old.lock == up.lock && sameObjects(old.gates, up.gates) && sameObjects(old.released, up.released) && slices.Equal(old.guards, up.guards) {
			if len(up.chain) < len(old.chain) {
				list[i] = &up
			}
			return
		}
	}
	if len(list) < maxTakes {
		o.takes[fn] = append(list, &up)
	}
}
