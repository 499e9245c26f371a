package scope

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/flow"
)

// onlyAccess reports whether an instruction uses an address only to get at what lies there.
func onlyAccess(instr ssa.Instruction, addr ssa.Value) bool {
	switch i := instr.(type) {
	case *ssa.Store:
		return i.Val != addr
	case *ssa.UnOp, *ssa.FieldAddr, *ssa.IndexAddr, *ssa.DebugRef:
		return true
	case *ssa.MakeClosure:
		return i.Fn.(*ssa.Function).Parent() == i.Parent() // its uses of it are looked at as well; see variable
	}
	return false
}

// variable returns what stands for the variable or field that an address is that of.
func (s *slicing) variable(addr ssa.Value) any {
	for {
		switch v := addr.(type) {
		case *ssa.FieldAddr:
			if field := flow.Field(v); field != nil {
				return field
			}
		case *ssa.FreeVar:
			if made := s.made[v.Parent()]; len(made) == 1 && made[0].Parent() == v.Parent().Parent() {
				addr = made[0].Bindings[slices.Index(v.Parent().FreeVars, v)]
				continue
			}
		}
		return addr
	}
}

// place returns what stands for the memory at an address: a variable, a field of any
// object, or else all of the type.
func (s *slicing) place(addr ssa.Value) any {
	switch addr.(type) {
	case *ssa.Global, *ssa.Alloc, *ssa.FreeVar, *ssa.FieldAddr:
		switch v := s.variable(addr).(type) {
		case *ssa.Global, *ssa.Alloc, *types.Var:
			if !s.taken[v] {
				return v
			}
		}
	}
	return s.id(pointee(addr.Type()))
}

func pointee(t types.Type) types.Type {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}

// maxPointers is how many pointers to pointers are followed: of type T *T there is no end.
const maxPointers = 8

// id returns the number of a type. Those of the SSA form itself have one together.
func (s *slicing) id(t types.Type) int {
	inner := t
	for range maxPointers {
		p, ok := inner.Underlying().(*types.Pointer)
		if !ok {
			break
		}
		inner = p.Elem()
	}
	if inner.Underlying() == inner && !ofGo(inner) {
		return -1
	}
	n, ok := s.known[t]
	if !ok {
		if old := s.ids.At(t); old != nil {
			n = old.(int)
		} else {
			n = s.ids.Len()
			s.ids.Set(t, n)
		}
		s.known[t] = n
	}
	return n
}

func ofGo(t types.Type) bool {
	switch t.(type) {
	case *types.Basic, *types.Array, *types.Slice, *types.Struct, *types.Pointer, *types.Tuple, *types.Signature, *types.Interface, *types.Map, *types.Chan:
		return true
	}
	return false
}

// parts lists the places inside a value of a type.
func (s *slicing) parts(t types.Type, to []any, depth int) []any {
	if depth > 4 || opaque(t) != nil {
		return to
	}
	switch u := t.Underlying().(type) {
	case *types.Struct:
		for i := range u.NumFields() {
			if f := u.Field(i).Origin(); s.taken[f] {
				to = append(to, s.id(f.Type()))
			} else {
				to = append(to, f)
			}
			to = s.parts(u.Field(i).Type(), to, depth+1)
		}
	case *types.Array:
		to = append(to, s.id(u.Elem()))
		to = s.parts(u.Elem(), to, depth+1)
	}
	return to
}

// light reports whether a value of the type need not be followed unless it is needed: it leads to
// nothing that an operation is about, and to no memory from which something needed is loaded.
func (s *slicing) light(t types.Type) bool { return !s.lead(t).heavy }

// A lead is a type, as far as what its values lead to is of interest.
type lead struct {
	heavy bool
	from  []*lead // the types that lead to it
}

// burden makes a type heavy, and those that lead to it.
func (l *lead) burden() {
	if l.heavy {
		return
	}
	l.heavy = true
	for _, from := range l.from {
		from.burden()
	}
}

// load notes that something needed is loaded from a place. It reports whether that is new.
func (s *slicing) load(place any) bool {
	if s.places[place] {
		return false
	}
	s.places[place] = true
	for _, l := range s.watched[place] {
		l.burden()
	}
	delete(s.watched, place)
	return true
}

func (s *slicing) lead(t types.Type) *lead {
	if l := s.leads[t]; l != nil {
		return l
	}
	l := new(lead)
	s.leads[t] = l
	to := func(t types.Type) {
		next := s.lead(t)
		next.from = append(next.from, l)
		if next.heavy {
			l.burden()
		}
	}
	watch := func(place any) {
		if s.places[place] {
			l.burden()
		} else {
			s.watched[place] = append(s.watched[place], l)
		}
	}
	memory := func(t types.Type) {
		for _, place := range s.parts(t, []any{s.id(t)}, 0) {
			watch(place)
		}
		to(t)
	}
	heavy := false
	switch u := t.Underlying().(type) {
	case *types.Basic:
		heavy = u.Kind() == types.UnsafePointer
	case *types.Struct:
		heavy = opaque(t) != nil
		for f := range u.Fields() {
			to(f.Type())
		}
	case *types.Array:
		to(u.Elem())
	case *types.Tuple:
		for v := range u.Variables() {
			to(v.Type())
		}
	case *types.Pointer:
		memory(u.Elem())
	case *types.Slice:
		memory(u.Elem())
	case *types.Map:
		watch(s.id(u))
		to(u.Key())
		to(u.Elem())
	case *types.Interface:
		heavy = !isError(t)
	default:
		heavy = true
	}
	if heavy || isParam(t) {
		l.burden()
	}
	return l
}
