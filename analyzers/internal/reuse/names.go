package reuse

import (
	"fmt"
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
	"github.com/gocorelint/gocorelint/analyzers/internal/place"
)

type kind int

const (
	value kind = iota // a slice, pointer or map that leads to the memory
	short             // the same, a slice of length 0: append overwrites the first element
	holds             // a variable or field with such a value
	is                // a variable or field that is the memory
)

// A name is one way to the memory.
type name struct {
	kind kind
	v    ssa.Value
	at   place.Place
}

func (n name) key() string {
	if n.v != nil {
		return fmt.Sprintf("%d%p", n.kind, n.v)
	}
	return fmt.Sprintf("%d%p%s", n.kind, n.at.Root, n.at.Path)
}

type names map[name]bool

func (set names) clone() names {
	c := make(names, len(set))
	for n := range set {
		c[n] = true
	}
	return c
}

func (set names) and(other names) names {
	c := make(names)
	for n := range set {
		if other[n] {
			c[n] = true
		}
	}
	return c
}

func (set names) has(v ssa.Value) bool { return set[name{kind: value, v: v}] }

// add adds a value, and what it was made of, as they are right before the instruction.
func (set names) add(v ssa.Value, at ssa.Instruction) {
	if set.has(v) {
		return
	}
	if _, isConst := v.(*ssa.Const); isConst {
		return
	}
	set[name{kind: value, v: v}] = true
	switch v := v.(type) {
	case *ssa.Slice:
		if !startsAt0(v) {
			return // a part that does not begin where the whole does
		}
		if _, ok := v.X.Type().Underlying().(*types.Pointer); ok {
			set.addPlace(v.X)
			return
		}
		set.add(v.X, at)
	case *ssa.ChangeType:
		set.add(v.X, at)
	case *ssa.UnOp:
		if v.Op != token.MUL {
			return
		}
		if p, ok := place.Of(v.X); ok && !changed(v, at, p) {
			set[name{kind: holds, at: p}] = true
		}
	case *ssa.Call:
		if arg := appended(v); arg != nil && isEmptyPart(arg) {
			set.add(arg, at)
		}
	}
	if _, ok := v.Type().Underlying().(*types.Pointer); ok {
		set.addPlace(v)
	}
}

// addPlace adds the memory at an address.
func (set names) addPlace(addr ssa.Value) {
	if p, ok := place.Of(addr); ok {
		set[name{kind: is, at: p}] = true
	}
}

// changed reports whether a variable may get another value between its load and the instruction.
func changed(load *ssa.UnOp, at ssa.Instruction, p place.Place) bool {
	return flow.Reaches(flow.After(load), func(instr ssa.Instruction) bool {
		store, ok := instr.(*ssa.Store)
		return ok && mayStore(store, p)
	}, func(instr ssa.Instruction) bool { return instr == at || instr == ssa.Instruction(load) })
}

// mayStore reports whether the store may be to the place.
func mayStore(store *ssa.Store, p place.Place) bool {
	if q, ok := place.Of(store.Addr); ok {
		return q.Contains(p)
	}
	return false
}

// startsAt0 reports whether a slice expression begins where its operand does.
func startsAt0(s *ssa.Slice) bool {
	if s.Low == nil {
		return true
	}
	k, ok := s.Low.(*ssa.Const)
	return ok && isZero(k)
}

func isZero(k *ssa.Const) bool {
	return k.Value != nil && k.Value.Kind() == constant.Int && constant.Sign(k.Value) == 0
}

// isEmptyPart recognizes s[:0], whose array is still that of s.
func isEmptyPart(v ssa.Value) bool {
	s, ok := v.(*ssa.Slice)
	if !ok || !startsAt0(s) || s.Max != nil || s.High == nil {
		return false
	}
	k, ok := s.High.(*ssa.Const)
	return ok && isZero(k)
}

// appended is the slice to which a call of append appends, nil for other calls.
func appended(call *ssa.Call) ssa.Value {
	if b, ok := call.Call.Value.(*ssa.Builtin); ok && b.Name() == "append" {
		return call.Call.Args[0]
	}
	return nil
}

// enter is what is known behind an edge: the values of the phis are new.
func (set names) enter(from, to *ssa.BasicBlock) names {
	after := set.clone()
	var fresh []name
	for _, instr := range to.Instrs {
		phi, ok := instr.(*ssa.Phi)
		if !ok {
			break
		}
		for i, pred := range to.Preds {
			if pred != from {
				continue
			}
			for _, k := range []kind{value, short} {
				if set[name{kind: k, v: phi.Edges[i]}] {
					fresh = append(fresh, name{kind: k, v: phi})
				}
			}
			break
		}
		after.forget(phi)
	}
	for _, n := range fresh {
		after[n] = true
	}
	return after
}

// forget removes what is known of a value that is computed anew.
func (set names) forget(v ssa.Value) {
	for n := range set {
		if n.v == v || n.at.Root == v {
			delete(set, n)
		}
	}
}

// define notes what an instruction makes a name, or no name any more.
func (set names) define(instr ssa.Instruction) {
	if store, ok := instr.(*ssa.Store); ok {
		set.store(store)
		return
	}
	v, ok := instr.(ssa.Value)
	if !ok {
		return
	}
	if _, ok := v.(*ssa.Phi); ok {
		return // see enter
	}
	set.forget(v)
	switch v := v.(type) {
	case *ssa.Slice:
		if !startsAt0(v) {
			return
		}
		if set.has(v.X) || set.part(v.X) {
			set[name{kind: value, v: v}] = true
			if isEmptyPart(v) {
				set[name{kind: short, v: v}] = true
			}
		}
	case *ssa.ChangeType:
		for _, k := range []kind{value, short} {
			if set[name{kind: k, v: v.X}] {
				set[name{kind: k, v: v}] = true
			}
		}
	case *ssa.UnOp:
		if p, ok := place.Of(v.X); v.Op == token.MUL && ok && set[name{kind: holds, at: p}] {
			set[name{kind: value, v: v}] = true
		}
	}
}

// store notes that a variable has another value.
func (set names) store(store *ssa.Store) {
	p, ok := place.Of(store.Addr)
	if !ok {
		return
	}
	for n := range set {
		if n.kind == holds && p.Contains(n.at) {
			delete(set, n)
		}
	}
	if set.has(store.Val) {
		set[name{kind: holds, at: p}] = true
	}
}

// part reports whether an address is in the memory.
func (set names) part(addr ssa.Value) bool {
	for a := addr; ; {
		if set.has(a) {
			return true
		}
		switch x := a.(type) {
		case *ssa.FieldAddr:
			a = x.X
			continue
		case *ssa.IndexAddr:
			a = x.X
			continue
		}
		break
	}
	p, ok := place.Of(addr)
	if !ok {
		return false
	}
	for n := range set {
		if n.kind == is && n.at.Contains(p) {
			return true
		}
	}
	return false
}
