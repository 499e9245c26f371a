package ptrmarshal

import (
	"go/types"
	"reflect"
	"strings"

	"github.com/gocorelint/gocorelint/analyzers/internal/know"
)

// lookup returns the first of the methods that a value of the type has and that the
// library asks for, "" for none.
func lookup(t types.Type, addr bool, names []string) string {
	for _, name := range names {
		obj, _, _ := types.LookupFieldOrMethod(t, addr, nil, name)
		if fn, ok := obj.(*types.Func); ok && know.Asked(fn) {
			return name
		}
	}
	return ""
}

// ofPart reports whether the method is that of an embedded field, beside which the struct has others: the method would leave
// those out.
func ofPart(t types.Type, method string) bool {
	s, ok := t.Underlying().(*types.Struct)
	_, index, _ := types.LookupFieldOrMethod(t, true, nil, method)
	return ok && s.NumFields() > 1 && len(index) > 1
}

// isValue reports whether the type has methods that its pointer has more of: a
// named type that is no pointer, interface or type parameter.
func isValue(t types.Type) bool {
	t = types.Unalias(t)
	if _, ok := t.(*types.TypeParam); ok || types.IsInterface(t) {
		return false
	}
	_, named := t.(*types.Named)
	_, pointer := t.Underlying().(*types.Pointer)
	return named && !pointer
}

// tagged is the name that a struct tag gives to a field.
func tagged(tag, key string) string {
	name, _, _ := strings.Cut(reflect.StructTag(tag).Get(key), ",")
	return name
}
