package lockstate

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/gocorelint/gocorelint/analyzers/internal/paths"
	"github.com/gocorelint/gocorelint/analyzers/internal/place"
)

// A Lock is the name of a lock in one function: a path of fields and loads
// from a value. Two equal names are the same lock as long as nothing on
// the way is assigned and the root is not computed again, which the
// exploration watches, unless the name is vague.
type Lock struct {
	ref
	number int // in the package
}

// Class is the variable that holds the lock, or a pointer to it: a field, a
// global, a local variable; nil where there is none. Locks of different classes are
// different locks, unless one of the two classes is unknown.
func (l *Lock) Class() types.Object { return l.class() }

// OfCallers reports whether callers of the function know the lock too.
func (l *Lock) OfCallers(fn *ssa.Function) bool { return external(fn, l) }

// Vague reports whether equal names may be different locks.
func (l *Lock) Vague() bool { return l.vague }

// A ref is memory: a path of steps from the memory that root points to.
type ref struct {
	root  ssa.Value
	steps []step
	vague bool
	uses  []ssa.Value // instructions that the path is made of
}

type step struct {
	field *types.Var // a field, or
	index string     // an element; "" for one that is not known
	load  bool       // or a pointer is followed
	owner string     // name of the field's struct type
	found bool       // the element is what a map has given
}

func (s step) String() string { return string(s.append(nil)) }

func (s step) append(b []byte) []byte {
	switch {
	case s.load:
		return append(b, '*')
	case s.field != nil:
		return append(append(b, '.'), s.field.Name()...)
	}
	return append(append(append(b, '['), s.index...), ']')
}

func (r ref) with(s step) ref {
	r.steps = append(r.steps[:len(r.steps):len(r.steps)], s)
	return r
}

func (r ref) path() string {
	b := make([]byte, 0, 64)
	for _, s := range r.steps {
		b = s.append(b)
	}
	return string(b)
}

// within reports whether the memory is part of an object.
func (r ref) within(object ref) bool {
	return r.root == object.root && len(r.steps) > len(object.steps) && slices.Equal(r.steps[:len(object.steps)], object.steps)
}

// lastNamed is the index of the last step that is a field, -1 for none.
func (r ref) lastNamed() int {
	for i := len(r.steps) - 1; i >= 0; i-- {
		if r.steps[i].field != nil {
			return i
		}
	}
	return -1
}

func (r ref) class() types.Object {
	if i := r.lastNamed(); i >= 0 {
		return r.steps[i].field
	}
	switch root := r.root.(type) {
	case *ssa.Global:
		return root.Object()
	case *outer:
		return root.obj // nil for any
	}
	return nil
}

// className is the class as people write it: Type.field.
func (r ref) className() string {
	if i := r.lastNamed(); i >= 0 {
		s := r.steps[i]
		if s.field.Embedded() {
			if s.owner != "" {
				return s.owner
			}
			if i > 0 && r.steps[i-1].field != nil {
				return r.steps[i-1].owner + "." + r.steps[i-1].field.Name()
			}
		}
		if s.owner != "" {
			return s.owner + "." + s.field.Name()
		}
		return s.field.Name()
	}
	switch root := r.root.(type) {
	case *ssa.Global:
		return root.Name()
	case *outer:
		return root.Name()
	}
	return "the lock"
}

// reads lists the fields that hold pointers on the way.
func (r ref) reads(v *types.Var) bool {
	for i, s := range r.steps {
		if s.load && i > 0 && r.steps[i-1].field == v {
			return true
		}
	}
	return false
}

// readsElement reports whether a pointer in an element of a slice or array is on the way.
func (r ref) readsElement() bool {
	for i, s := range r.steps {
		if s.load && i > 0 && r.steps[i-1].index != "" && !r.steps[i-1].found {
			return true
		}
	}
	return false
}

// refOf names the memory that a pointer points to. p, which may be nil, knows the
// values of phis.
func refOf(p *paths.Path, v ssa.Value) ref { return (&namer{path: p}).of(v, 0) }

type namer struct {
	path *paths.Path
	phis bool // a name depends on the path
}

const maxSteps = 12 // a longer path is not followed

func (n *namer) of(v ssa.Value, depth int) ref {
	if depth > maxSteps {
		return ref{root: v, vague: true}
	}
	if phi, ok := v.(*ssa.Phi); ok {
		return n.phi(phi, depth)
	}
	switch v := v.(type) {
	case *ssa.Alloc:
		if param := spilled(v); param != nil {
			return ref{root: param}
		}
	case *ssa.FieldAddr:
		return n.of(v.X, depth+1).with(fieldStep(v))
	case *ssa.Field: // of a struct value: a pointer in it
		return n.loaded(v.X, depth).with(fieldStep(v)).with(step{load: true})
	case *ssa.IndexAddr:
		return n.element(n.of(v.X, depth+1), v.Index)
	case *ssa.UnOp:
		if v.Op == token.MUL {
			return n.load(v, depth)
		}
	case *ssa.Lookup:
		return n.found(v, v, depth)
	case *ssa.FreeVar:
		if bound := place.Binding(v); bound != nil {
			return n.of(bound, depth+1)
		}
	case *ssa.MakeInterface:
		return n.of(v.X, depth+1)
	case *ssa.ChangeInterface:
		return n.of(v.X, depth+1)
	case *ssa.ChangeType:
		return n.of(v.X, depth+1)
	case *ssa.TypeAssert:
		if !v.CommaOk {
			return n.of(v.X, depth+1)
		}
	case *ssa.Extract:
		switch tuple := v.Tuple.(type) {
		case *ssa.TypeAssert:
			return n.of(tuple.X, depth+1)
		case *ssa.Lookup:
			return n.found(tuple, v, depth)
		}
	}
	return ref{root: v, uses: used(v)}
}

// load names what a pointer in memory points to.
func (n *namer) load(v *ssa.UnOp, depth int) ref {
	if val := place.StoredOnce(v.X); val != nil {
		return n.of(val, depth+1)
	}
	return n.of(v.X, depth+1).with(step{load: true})
}

// spilled is the parameter, a struct passed by value, that the variable holds from the
// function's entry on, nil if anything else is done with it than to read its fields.
func spilled(v *ssa.Alloc) *ssa.Parameter {
	var param *ssa.Parameter
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			p, ok := ref.Val.(*ssa.Parameter)
			if !ok || param != nil || ref.Addr != v {
				return nil
			}
			param = p
		case *ssa.FieldAddr:
			if slices.ContainsFunc(*ref.Referrers(), func(use ssa.Instruction) bool { return !isLoad(use) }) {
				return nil
			}
		default:
			if !isLoad(ref) {
				return nil
			}
		}
	}
	if param == nil || !isStruct(param.Type()) {
		return nil
	}
	return param
}

func isLoad(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.UnOp:
		return instr.Op == token.MUL
	case *ssa.DebugRef:
		return true
	}
	return false
}

func isStruct(t types.Type) bool {
	_, ok := t.Underlying().(*types.Struct)
	return ok
}

// copied reports whether the lock is in a copy of a struct: no pointer leads out of it.
func (r ref) copied() bool {
	return isStruct(r.root.Type()) && !slices.ContainsFunc(r.steps, func(s step) bool { return s.load })
}

// loaded names the memory that a struct value was copied from.
func (n *namer) loaded(v ssa.Value, depth int) ref {
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		return n.of(load.X, depth+1)
	}
	return ref{root: v, uses: used(v)}
}

func (n *namer) phi(phi *ssa.Phi, depth int) ref {
	n.phis = true
	if n.path != nil {
		if v := n.path.Resolve(phi); v != phi {
			return n.of(v, depth+1)
		}
	}
	return ref{root: phi, uses: used(phi)}
}

// element names an element, by its index: a constant, or a value of the function, which says
// nothing to its callers.
func (n *namer) element(r ref, index ssa.Value) ref {
	s := step{index: index.Name()}
	if !isConst(index) {
		s.index = "%" + s.index
		r.uses = append(r.uses[:len(r.uses):len(r.uses)], used(index)...)
	}
	return r.with(s)
}

// found names what a pointer in a map points to. Unless the key is a constant, each time somebody
// looks it may be another one.
func (n *namer) found(look *ssa.Lookup, v ssa.Value, depth int) ref {
	key := look.Index
	if !isConst(key) {
		key = v
	}
	r := n.element(n.of(look.X, depth+1), key)
	r.steps[len(r.steps)-1].found = true
	return r.with(step{load: true})
}

func isConst(v ssa.Value) bool {
	_, ok := v.(*ssa.Const)
	return ok
}

// counted reports whether the way leads through an element whose index is a value of the function.
func (r ref) counted() bool {
	return slices.ContainsFunc(r.steps, func(s step) bool { return strings.HasPrefix(s.index, "%") })
}

func used(v ssa.Value) []ssa.Value {
	if _, ok := v.(ssa.Instruction); ok {
		return []ssa.Value{v}
	}
	return nil
}

func fieldStep(v ssa.Value) step {
	var t types.Type
	index := 0
	switch v := v.(type) {
	case *ssa.FieldAddr:
		t, index = v.X.Type(), v.Field
	case *ssa.Field:
		t, index = v.X.Type(), v.Field
	}
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	s := step{owner: typeName(t)}
	if st, ok := t.Underlying().(*types.Struct); ok {
		s.field = st.Field(index).Origin()
	} else {
		s.index = "?" // a type parameter whose types are structs
	}
	return s
}

func typeName(t types.Type) string {
	if named, ok := types.Unalias(t).(*types.Named); ok {
		return named.Obj().Name()
	}
	return ""
}

// SameMemory reports whether two addresses, of one function, are the same memory as long as no
// pointer on the way is changed.
func SameMemory(a, b ssa.Value) bool {
	x, y := refOf(nil, a), refOf(nil, b)
	return x.root == y.root && x.path() == y.path() && !x.vague && !y.vague
}

// Besides reports whether the lock is a field of the struct that the other field is in.
func Besides(class types.Object, fa *ssa.FieldAddr) bool {
	st, ok := fa.X.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for f := range st.Fields() {
		if f.Origin() == class {
			return true
		}
	}
	return false
}
