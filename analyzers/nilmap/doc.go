// Package nilmap finds writes to maps that nothing makes.
//
// # Analyzer nilmap
//
// nilmap: writes to maps that nothing makes
//
// A map that was declared and never made is nil. It can be read and ranged
// over; the first write panics:
//
//	type registry struct {
//		byName map[string]*user
//	}
//
//	func newRegistry() *registry { return &registry{} }
//
//	func (r *registry) add(u *user) { r.byName[u.name] = u } // assignment to entry in nil map
//
// The analyzer reports writes to unexported fields and package variables that
// nothing in the package sets, by an assignment or a literal; writes to a struct that the function has
// made without the map, or that a constructor has; and writes to a map inside of a map into which nothing is put.
//
// It does not report fields whose address is taken, nor functions that ask
// about the map first.
package nilmap
