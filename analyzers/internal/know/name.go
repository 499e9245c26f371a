package know

import (
	"go/types"
	"strings"
)

// nameRoom is room for the names of nearly all functions.
const nameRoom = 128

// Is reports whether fn.FullName() is the name. Nearly always the last part of
// the name says no. No string is made. A nil function is none.
func Is(fn *types.Func, name string) bool {
	if fn == nil || !strings.HasSuffix(name, fn.Name()) {
		return false
	}
	var room [nameRoom]byte
	return string(appendName(room[:0], fn)) == name
}

// Name is fn.FullName() for less: types.Func writes the type of the receiver,
// which for a large package was a sixth of all memory that was allocated.
func Name(fn *types.Func) string {
	var room [nameRoom]byte
	return string(appendName(room[:0], fn))
}

func appendName(b []byte, fn *types.Func) []byte {
	if fn.Pkg() == nil {
		return append(b, fn.FullName()...)
	}
	recv := fn.Signature().Recv()
	if recv == nil {
		b = append(b, fn.Pkg().Path()...)
		b = append(b, '.')
		return append(b, fn.Name()...)
	}
	t, open := recv.Type(), "("
	if p, ok := t.(*types.Pointer); ok {
		t, open = p.Elem(), "(*"
	}
	named, ok := t.(*types.Named)
	if !ok || named.TypeParams().Len() > 0 || named.Obj().Pkg() == nil || named.Obj().Parent() != named.Obj().Pkg().Scope() {
		return append(b, fn.FullName()...)
	}
	b = append(b, open...)
	b = append(b, named.Obj().Pkg().Path()...)
	b = append(b, '.')
	b = append(b, named.Obj().Name()...)
	b = append(b, ")."...)
	return append(b, fn.Name()...)
}
