package scope

import (
	"go/types"
	"strings"
)

// opaque returns the zero state of a type whose operations are modelled.
func opaque(t types.Type) value {
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || named.Obj().Pkg() == nil {
		return nil
	}
	switch strings.TrimPrefix(named.Obj().Pkg().Path(), "cmd/vendor/") + "." + named.Obj().Name() {
	case "sync.Mutex":
		return mutex{}
	case "sync.RWMutex":
		return rwmutex{}
	case "sync.WaitGroup":
		return waitgroup{}
	case "sync.Once":
		return once{}
	case "golang.org/x/sync/errgroup.Group":
		return group{}
	case "golang.org/x/sync/semaphore.Weighted":
		return weighted{}
	case "sync/atomic.Int32", "sync/atomic.Int64", "sync/atomic.Uint32", "sync/atomic.Uint64", "sync/atomic.Uintptr":
		return integer(0)
	case "sync/atomic.Bool":
		return boolean(false)
	case "sync/atomic.Pointer", "sync/atomic.Value":
		return null{}
	case "sync.notifyList":
		return &waiters{}
	}
	return nil
}

func isParam(t types.Type) bool {
	_, ok := types.Unalias(t).(*types.TypeParam)
	return ok
}

// typeName is the name of a type or of a pointer to one, with its package's path.
func typeName(t types.Type) string {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		return "*" + typeName(p.Elem())
	}
	return types.TypeString(types.Unalias(t), nil)
}

// maxArray is the largest array whose elements are followed.
const maxArray = 256

func zero(t types.Type) value {
	if v := opaque(t); v != nil {
		return v
	}
	if isParam(t) {
		return nil
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		switch {
		case u.Info()&types.IsBoolean != 0:
			return boolean(false)
		case u.Info()&types.IsInteger != 0:
			return integer(0)
		case u.Info()&types.IsString != 0:
			return text("")
		case u.Kind() == types.UntypedNil || u.Kind() == types.UnsafePointer:
			return null{}
		}
		return nil
	case *types.Struct:
		elems := make([]value, u.NumFields())
		for i := range elems {
			elems[i] = zero(u.Field(i).Type())
		}
		return &tuple{elems}
	case *types.Array:
		if u.Len() > maxArray {
			return nil
		}
		elems := make([]value, u.Len())
		for i := range elems {
			elems[i] = zero(u.Elem())
		}
		return &tuple{elems}
	case *types.Tuple:
		elems := make([]value, u.Len())
		for i := range elems {
			elems[i] = zero(u.At(i).Type())
		}
		return &tuple{elems}
	}
	return null{}
}

// refers reports whether values of the type can lead to a synchronization
// object or a function.
func refers(t types.Type) bool { return refersIn(t, 0) }

func refersIn(t types.Type, depth int) bool {
	if depth > 4 {
		return true
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return false
	case *types.Struct:
		if opaque(t) != nil {
			return true
		}
		for i := range u.NumFields() {
			if refersIn(u.Field(i).Type(), depth+1) {
				return true
			}
		}
		return false
	case *types.Array:
		return refersIn(u.Elem(), depth+1)
	case *types.Slice:
		return refersIn(u.Elem(), depth+1)
	case *types.Pointer:
		return refersIn(u.Elem(), depth+1)
	case *types.Map:
		return refersIn(u.Elem(), depth+1) || refersIn(u.Key(), depth+1)
	case *types.Interface:
		return !types.Identical(u, types.Universe.Lookup("error").Type().Underlying())
	}
	return true
}

func isContext(t types.Type) bool {
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "context" && named.Obj().Name() == "Context"
}

func isError(t types.Type) bool {
	return types.Identical(t, types.Universe.Lookup("error").Type())
}

func isInteger(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsInteger != 0
}

func isBoolean(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsBoolean != 0
}

// nilable reports whether the type has a nil.
func nilable(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Pointer, *types.Chan, *types.Map, *types.Slice, *types.Signature, *types.Interface:
		return true
	case *types.Basic:
		return u.Kind() == types.UnsafePointer
	}
	return false
}
