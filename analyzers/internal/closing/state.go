package closing

import (
	"encoding/binary"
	"go/token"
	"reflect"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// A state is what is known where control is: which values and places hold
// the channel, which conditions hold, which deferred calls will run.
type state struct {
	vals    []ssa.Value
	places  []place
	conds   []known
	phis    []choice
	defers  []*ssa.Defer
	drained []ssa.Value // channels that were found closed and empty
	closed  bool        // for questions that ask whether it gets closed
	ordered bool        // for races: something waited for the goroutine
}

// known is a condition whose value is known.
type known struct {
	cond condition
	is   bool
}

// A choice is what a phi took on the way.
type choice struct {
	phi *ssa.Phi
	val ssa.Value
}

func (st *state) clone() *state {
	c := *st
	c.vals = slices.Clone(st.vals)
	c.places = slices.Clone(st.places)
	c.conds = slices.Clone(st.conds)
	c.phis = slices.Clone(st.phis)
	c.defers = slices.Clone(st.defers)
	c.drained = slices.Clone(st.drained)
	return &c
}

// key identifies the state. The order in which facts were learnt matters
// little: two keys for one state cost time only.
func (st *state) key() string {
	k := make(key, 0, 256)
	k.int(len(st.vals))
	for _, v := range st.vals {
		k.pointer(v)
	}
	k.int(len(st.places))
	for _, p := range st.places {
		k.pointer(p.root)
		k.text(p.path)
	}
	k.int(len(st.conds))
	for _, known := range st.conds {
		k.pointer(known.cond.x)
		k.pointer(known.cond.y)
		k.int(int(known.cond.op))
		k.text(known.cond.text)
		k.bool(known.is)
	}
	k.int(len(st.phis))
	for _, c := range st.phis {
		k.pointer(c.phi)
		k.pointer(c.val)
	}
	k.int(len(st.defers))
	for _, d := range st.defers {
		k.pointer(d)
	}
	k.int(len(st.drained))
	for _, v := range st.drained {
		k.pointer(v)
	}
	k.bool(st.closed)
	k.bool(st.ordered)
	return string(k)
}

// A key is a state in bytes.
type key []byte

func (k *key) int(n int) { *k = binary.AppendVarint(*k, int64(n)) }

// pointer writes which one a value is: all kinds of them are pointers.
func (k *key) pointer(v any) {
	var p uintptr
	if v != nil {
		p = reflect.ValueOf(v).Pointer()
	}
	*k = binary.NativeEndian.AppendUint64(*k, uint64(p))
}

func (k *key) text(s string) {
	k.int(len(s))
	*k = append(*k, s...)
}

func (k *key) bool(b bool) {
	if b {
		*k = append(*k, 1)
	} else {
		*k = append(*k, 0)
	}
}

// lost reports whether nothing that is followed holds the channel any more.
func (st *state) lost() bool { return len(st.vals)+len(st.places) == 0 }

// is reports whether the value is the channel.
func (st *state) is(v ssa.Value) bool { return slices.Contains(st.vals, v) }

func (st *state) add(v ssa.Value) {
	if !st.is(v) {
		st.vals = append(st.vals, v)
	}
}

func (st *state) addPlace(p place) {
	if !slices.Contains(st.places, p) {
		st.places = append(st.places, p)
	}
}

// maxChoices bounds through how many phis is looked, which may choose each other in a loop.
const maxChoices = 8

// resolve looks through the phis whose choice is known.
func (st *state) resolve(v ssa.Value) ssa.Value {
	for range maxChoices {
		i := slices.IndexFunc(st.phis, func(c choice) bool { return c.phi == v })
		if i < 0 || st.phis[i].val == v {
			return v
		}
		v = st.phis[i].val
	}
	return v
}

// defined forgets what was known of the value that an instruction made before,
// when it makes a new one.
func (st *state) defined(v ssa.Value) {
	st.vals = slices.DeleteFunc(st.vals, func(w ssa.Value) bool { return w == v })
	st.places = slices.DeleteFunc(st.places, func(p place) bool { return p.root == v })
	st.conds = slices.DeleteFunc(st.conds, func(k known) bool { return k.cond.x == v || k.cond.y == v })
	st.phis = slices.DeleteFunc(st.phis, func(c choice) bool { return c.val == v })
	st.drained = slices.DeleteFunc(st.drained, func(w ssa.Value) bool { return w == v })
}

// enter takes the edge from one block to another: all its phis choose at once.
func (st *state) enter(from, to *ssa.BasicBlock) {
	edge := slices.Index(to.Preds, from)
	type taken struct {
		phi *ssa.Phi
		val ssa.Value
		is  bool
	}
	var all []taken
	for _, instr := range to.Instrs {
		phi, ok := instr.(*ssa.Phi)
		if !ok {
			break
		}
		op := phi.Edges[edge]
		all = append(all, taken{phi, st.resolve(op), st.is(op)})
	}
	for _, t := range all {
		if t.val != ssa.Value(t.phi) {
			st.phis = slices.DeleteFunc(st.phis, func(c choice) bool { return c.phi == t.phi })
			st.defined(t.phi)
		}
	}
	for _, t := range all {
		if interesting(t.phi) && t.val != ssa.Value(t.phi) {
			st.phis = append(st.phis, choice{t.phi, t.val})
		}
		if t.is {
			st.add(t.phi)
		}
	}
}

// interesting phis are those that conditions may compare: flags, errors,
// pointers and channels, but not numbers, whose values are too many.
func interesting(phi *ssa.Phi) bool {
	if isBool(phi.Type()) {
		return true
	}
	for _, ref := range *phi.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Phi:
			return true
		case *ssa.BinOp:
			if ref.Op == token.EQL || ref.Op == token.NEQ {
				return !isNumber(phi.Type())
			}
		}
	}
	return false
}

// load notes that a load made a value.
func (st *state) load(v *ssa.UnOp) {
	p, ok := placeOf(v.X)
	if ok && slices.Contains(st.places, p) {
		st.add(v)
	}
}

// store follows a store: the place holds the channel, or does so no more.
func (st *state) store(instr *ssa.Store) {
	is := st.is(instr.Val)
	st.places = slices.DeleteFunc(st.places, func(p place) bool { return mayStore(instr, p) })
	if p, ok := placeOf(instr.Addr); ok && is {
		st.addPlace(p)
	}
}
