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
	return fn != nil && fn.Pkg() != nil && table[Name(fn.Origin())]
}

func set(names ...string) map[string]bool {
	m := make(map[string]bool, len(names))
	for _, name := range names {
		m[name] = true
	}
	return m
}
