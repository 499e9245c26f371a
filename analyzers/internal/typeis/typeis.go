// Package typeis asks what a type is, whatever its name: a pointer, a slice, the type error.
// No type is none of them.
package typeis

import (
	"go/types"
	"strings"
)

// Error reports whether the type is error itself.
func Error(t types.Type) bool {
	return t != nil && types.Identical(t, types.Universe.Lookup("error").Type())
}

// Pointer reports whether the type is a pointer.
func Pointer(t types.Type) bool { return under[*types.Pointer](t) }

// Slice reports whether the type is a slice.
func Slice(t types.Type) bool { return under[*types.Slice](t) }

// Array reports whether the type is an array.
func Array(t types.Type) bool { return under[*types.Array](t) }

// Map reports whether the type is a map.
func Map(t types.Type) bool { return under[*types.Map](t) }

// Chan reports whether the type is a channel.
func Chan(t types.Type) bool { return under[*types.Chan](t) }

func under[T types.Type](t types.Type) bool {
	if t == nil {
		return false
	}
	_, ok := t.Underlying().(T)
	return ok
}

// String reports whether the type is a string, or that of a constant one.
func String(t types.Type) bool {
	if t == nil {
		return false
	}
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}

// Integer reports whether the type is one of the integers, or that of a constant one.
func Integer(t types.Type) bool {
	if t == nil {
		return false
	}
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsInteger != 0
}

// Bytes reports whether the type is a slice of bytes.
func Bytes(t types.Type) bool {
	if t == nil {
		return false
	}
	s, ok := t.Underlying().(*types.Slice)
	return ok && types.Identical(s.Elem(), types.Typ[types.Byte])
}

// Named reports whether the type is the one that is declared under the name, "time.Time", or a pointer to
// it, "*sync.Mutex". It is what types.TypeString would write, but no string is made.
func Named(t types.Type, name string) bool {
	if t == nil {
		return false
	}
	t = types.Unalias(t)
	if elem, ok := strings.CutPrefix(name, "*"); ok {
		ptr, ok := t.(*types.Pointer)
		return ok && Named(ptr.Elem(), elem)
	}
	named, ok := t.(*types.Named)
	if !ok || named.TypeArgs().Len() > 0 {
		return false
	}
	obj := named.Obj()
	path, ok := strings.CutSuffix(name, "."+obj.Name())
	return ok && obj.Pkg() != nil && path == obj.Pkg().Path()
}
