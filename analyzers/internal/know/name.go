package know

import (
	"go/types"
	"strings"
)

// Is reports whether fn.FullName() is the name. Nearly always the last part of
// the name says no, and no string is made. A nil function is none.
func Is(fn *types.Func, name string) bool {
	return fn != nil && strings.HasSuffix(name, fn.Name()) && Name(fn) == name
}

// Name is fn.FullName() for less: types.Func writes the type of the receiver,
// which for a large package was a sixth of all memory that was allocated.
func Name(fn *types.Func) string {
	if fn.Pkg() == nil {
		return fn.FullName()
	}
	recv := fn.Signature().Recv()
	if recv == nil {
		return fn.Pkg().Path() + "." + fn.Name()
	}
	t, open := recv.Type(), "("
	if p, ok := t.(*types.Pointer); ok {
		t, open = p.Elem(), "(*"
	}
	named, ok := t.(*types.Named)
	if !ok || named.TypeParams().Len() > 0 || named.Obj().Pkg() == nil || named.Obj().Parent() != named.Obj().Pkg().Scope() {
		return fn.FullName()
	}
	return open + named.Obj().Pkg().Path() + "." + named.Obj().Name() + ")." + fn.Name()
}
