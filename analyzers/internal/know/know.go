// Package know holds what is known by hand about the standard library and
// well-known modules, so that no check depends on having analysed them: some
// drivers never do, and go vet spends half its cold time on it.
//
// Functions are named as types.Func.FullName names them, "log.Fatal" or
// "(*log.Logger).Fatal". For generic functions the name is that of the origin.
// A table only lists what is certain; what it does not list is unknown.
package know

import "go/types"

// in reports whether the function, or the generic function it is an instance
// of, is listed.
func in(table map[string]bool, fn *types.Func) bool {
	listed, _ := Lookup(table, fn)
	return listed
}

// Lookup is what a table says of the function, or of the generic function it is an instance of.
func Lookup[V any](table map[string]V, fn *types.Func) (v V, ok bool) {
	if fn == nil || fn.Pkg() == nil {
		return v, false
	}
	var room [nameRoom]byte
	v, ok = table[string(appendName(room[:0], fn.Origin()))] // no string is made
	return v, ok
}

func set(names ...string) map[string]bool {
	m := make(map[string]bool, len(names))
	for _, name := range names {
		m[name] = true
	}
	return m
}
