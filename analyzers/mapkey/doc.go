// Package mapkey finds keys that no entry of a map can be equal to.
//
// # Analyzer mapkey
//
// mapkey: lookups with keys that are equal to no key of the map
//
// A map finds an entry if its key is equal to the one that is looked up, by ==.
// In interfaces the types must be the same too, pointers are equal if they point
// to the same variable, and NaN is equal to nothing:
//
//	var sessions sync.Map
//
//	func put(id int64, s *session) { sessions.Store(id, s) }
//
//	func get(id int) (any, bool) { return sessions.Load(id) } // never finds one
//
// The analyzer reports lookups in maps with interfaces as keys, and in
// sync.Map, with a type that nothing in the package stores; lookups with a
// pointer to a variable that was made just now; and keys that are NaN.
package mapkey
