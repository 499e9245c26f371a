package escape

import (
	"go/types"
	"sync"
)

// typeTable answers questions about the layout of types, as the compiler for
// the target lays them out.
type typeTable struct {
	sizes types.Sizes

	mu       sync.Mutex
	pointers map[types.Type]bool
}

func newTypeTable(sizes types.Sizes) *typeTable {
	return &typeTable{sizes: sizes, pointers: make(map[types.Type]bool)}
}

// hasPointers reports whether values of the type contain pointers. Those of
// type parameters may.
func (t *typeTable) hasPointers(typ types.Type) bool {
	if basic, ok := typ.(*types.Basic); ok {
		return basic.Info()&types.IsString != 0 || basic.Kind() == types.UnsafePointer || basic.Kind() == types.UntypedNil
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.contains(typ)
}

func (t *typeTable) contains(typ types.Type) bool {
	has, ok := t.pointers[typ]
	if !ok {
		t.pointers[typ] = true // for invalid recursive types
		has = t.computeContains(typ)
		t.pointers[typ] = has
	}
	return has
}

func (t *typeTable) computeContains(typ types.Type) bool {
	if _, ok := types.Unalias(typ).(*types.TypeParam); ok {
		return true
	}
	switch u := typ.Underlying().(type) {
	case *types.Basic:
		return u.Info()&types.IsString != 0 || u.Kind() == types.UnsafePointer || u.Kind() == types.UntypedNil
	case *types.Array:
		return u.Len() != 0 && t.contains(u.Elem())
	case *types.Struct:
		for f := range u.Fields() {
			if t.contains(f.Type()) {
				return true
			}
		}
		return false
	case *types.Tuple:
		for v := range u.Variables() {
			if t.contains(v.Type()) {
				return true
			}
		}
		return false
	}
	return true
}

// size returns the size of the type in bytes, or -1 where it is not known.
func (t *typeTable) size(typ types.Type) int64 {
	if isParameterized(typ) {
		return -1
	}
	return t.sizes.Sizeof(typ)
}

// isDirect reports whether an interface holds a value of the type itself
// instead of a pointer to it: the value is one pointer, perhaps beside fields
// without size (cmd/compile/internal/types.IsDirectIface).
func (t *typeTable) isDirect(typ types.Type) bool {
	switch u := typ.Underlying().(type) {
	case *types.Pointer, *types.Chan, *types.Map, *types.Signature:
		return true
	case *types.Basic:
		return u.Kind() == types.UnsafePointer
	case *types.Array:
		return u.Len() == 1 && t.isDirect(u.Elem())
	case *types.Struct:
		if isParameterized(typ) {
			return false
		}
		direct := false
		for f := range u.Fields() {
			switch {
			case !direct && t.isDirect(f.Type()):
				direct = true
			case t.sizes.Sizeof(f.Type()) != 0:
				return false
			}
		}
		return direct && t.sizes.Sizeof(typ) == t.sizes.Sizeof(types.Typ[types.Uintptr])
	}
	return false
}

// isByte reports whether a value of the type, or the one value in it, is a
// bool or an integer of one byte: interfaces hold pointers into a static table
// of those.
func (t *typeTable) isByte(typ types.Type) bool {
	switch u := typ.Underlying().(type) {
	case *types.Basic:
		return u.Info()&types.IsBoolean != 0 || u.Info()&types.IsInteger != 0 && t.sizes.Sizeof(u) == 1
	case *types.Array:
		return u.Len() == 1 && t.isByte(u.Elem())
	case *types.Struct:
		return u.NumFields() == 1 && t.isByte(u.Field(0).Type())
	}
	return false
}

// isParameterized reports whether the layout of the type depends on type
// parameters. It looks as deep as values reach, not behind pointers.
func isParameterized(typ types.Type) bool {
	if _, ok := types.Unalias(typ).(*types.TypeParam); ok {
		return true
	}
	switch u := typ.Underlying().(type) {
	case *types.Array:
		return isParameterized(u.Elem())
	case *types.Struct:
		for f := range u.Fields() {
			if isParameterized(f.Type()) {
				return true
			}
		}
	}
	return false
}
