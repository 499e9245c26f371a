package reuse

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/place"
)

// Memory is what a value that is handed on leads to.
type Memory struct {
	// Value is the slice, pointer or map.
	Value ssa.Value
	// Inside means that it is in a field of what is handed on.
	Inside bool

	names names
	bound ssa.Value // the first element that is not handed on, nil for all
}

// Of lists the memory to which a value leads that is handed on by the instruction: a slice, a pointer or
// a map, or a struct with slices and maps in it, which was made right there.
func Of(v ssa.Value, at ssa.Instruction) []*Memory {
	return within(v, at, false, 0)
}

func within(v ssa.Value, at ssa.Instruction, inside bool, depth int) []*Memory {
	if depth > maxDepth {
		return nil
	}
	switch x := v.(type) {
	case *ssa.MakeInterface:
		return within(x.X, at, inside, depth+1)
	case *ssa.ChangeInterface:
		return within(x.X, at, inside, depth+1)
	case *ssa.Const:
		return nil
	}
	var list []*Memory
	switch core(v.Type()).(type) {
	case *types.Slice, *types.Map:
		m := &Memory{Value: v, Inside: inside, names: make(names)}
		m.names.add(v, at)
		if s, ok := v.(*ssa.Slice); ok && startsAt0(s) {
			m.bound = s.High
		}
		return []*Memory{m}
	case *types.Pointer:
		if !inside {
			m := &Memory{Value: v, names: make(names)}
			m.names.add(v, at)
			list = append(list, m)
		}
		if made, ok := v.(*ssa.Alloc); ok {
			list = append(list, fields(made, at, depth)...)
		}
	case *types.Struct:
		if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
			if made, ok := load.X.(*ssa.Alloc); ok {
				list = fields(made, at, depth)
			}
		}
	}
	return list
}

// fields lists what the fields of a struct lead to that has just been made: each is set once.
func fields(made *ssa.Alloc, at ssa.Instruction, depth int) []*Memory {
	stores := make(map[int][]*ssa.Store)
	for _, ref := range *made.Referrers() {
		switch ref := ref.(type) {
		case *ssa.FieldAddr:
			for _, ref2 := range *ref.Referrers() {
				if store, ok := ref2.(*ssa.Store); ok && store.Addr == ref {
					stores[ref.Field] = append(stores[ref.Field], store)
				}
			}
		case *ssa.Store:
			if ref.Addr == made {
				return nil // another struct is copied into it
			}
		}
	}
	var list []*Memory
	for i := range numFields(made) {
		if set := stores[i]; len(set) == 1 && set[0].Block().Dominates(at.Block()) {
			list = append(list, within(set[0].Val, at, true, depth+1)...)
		}
	}
	return list
}

func numFields(made *ssa.Alloc) int {
	s, ok := made.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct)
	if !ok {
		return 0
	}
	return s.NumFields()
}

// Local reports whether the memory is a variable of the function or one around it.
func (m *Memory) Local() bool {
	p, ok := place.Of(m.Value)
	if !ok {
		return false
	}
	_, ok = p.Root.(*ssa.Alloc)
	return ok
}

// core is the underlying type, for a type parameter that of its only type.
func core(t types.Type) types.Type {
	param, ok := types.Unalias(t).(*types.TypeParam)
	if !ok {
		return t.Underlying()
	}
	constraint, ok := param.Constraint().Underlying().(*types.Interface)
	if !ok || constraint.NumEmbeddeds() != 1 {
		return t.Underlying()
	}
	switch e := constraint.EmbeddedType(0).(type) {
	case *types.Union:
		if e.Len() == 1 {
			return e.Term(0).Type().Underlying()
		}
	case *types.Interface:
	default:
		return e.Underlying()
	}
	return t.Underlying()
}

// IsSlice reports whether it is the elements of a slice.
func (m *Memory) IsSlice() bool { return isSlice(m.Value.Type()) }

// IsMap reports whether it is a map.
func (m *Memory) IsMap() bool {
	_, ok := core(m.Value.Type()).(*types.Map)
	return ok
}

// HeldBy says that a variable, of which this is the address, leads to the memory as well.
func (m *Memory) HeldBy(variable ssa.Value) {
	if p, ok := place.Of(variable); ok {
		m.names[name{kind: holds, at: p}] = true
	}
}
